"""One behaviour, one test: what every platform must do, played over each of them."""
