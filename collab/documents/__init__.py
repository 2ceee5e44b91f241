"""Documents: a project's plan as a file to hand to a partner, in Word, PDF or Markdown."""
