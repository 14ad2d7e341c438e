"""The Russian language of deadlines: words → tokens → pieces → a value with its doubts. Its front is
`scheduler.programme.phrases`.
"""
