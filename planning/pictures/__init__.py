"""Pictures of figures: what a picture says, as frozen values, and how it is drawn."""
