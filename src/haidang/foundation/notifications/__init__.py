"""Messages to people: on their desk at once, by e-mail when offices are open."""
