"""Updates: progress posts with status, text and pictures; drafts; comments."""
