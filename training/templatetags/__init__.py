"""Tags of the pages of training."""
