"""Forms, expressions and sheets, without anybody who fills them in."""
