"""What bench/accuracy measures: one file per measure, each a function from answers to numbers.

An answer is what `helio analyze --jsonl` prints for one picture, as a dictionary; a truth is one
line of a part's labels.jsonl. Confidences are 0..100 in answers and 0..1 in results.
"""

LABEL_CONFIDENCE_DEFAULT = 55.0  # `helio analyze --min-confidence`, as Rekognition's
MODERATION_CONFIDENCE_DEFAULT = 50.0
