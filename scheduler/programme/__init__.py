"""What an official document says: a folder of files becomes one frozen value, or the list of all its mistakes.

Nothing here knows the database; what a person has done so far is no concern of this room.
"""
