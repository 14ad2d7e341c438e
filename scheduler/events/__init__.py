"""Events as people are told of them: the invitation and the calendar's file."""
