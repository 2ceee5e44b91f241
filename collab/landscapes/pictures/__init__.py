"""The pictures themselves: one module per scene, one function per motif."""
