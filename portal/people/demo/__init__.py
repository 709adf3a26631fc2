"""Three invented families of Larkshire, for the demo area only."""
