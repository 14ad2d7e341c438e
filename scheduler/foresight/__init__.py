"""What a rehearsal has shown: days, people, the load on messengers, what to mend; as values, sheets and a summary."""
