/// A week of rain, to be drawn.
