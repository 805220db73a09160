"""DynamoDB's table of results as terraform/dynamodb.tf has it."""

INDEXES = {"created_at-index": "record_type", "user_id-created_at-index": "user_id",
           "status-created_at-index": "status"}
PROJECTED = ["user_id", "status", "bucket", "key", "version_id", "confidence", "expires_at",
             "label_confidences", "words", "timings_ms"]


def create_table(client, name):
    attributes = ["image_id", "created_at", *INDEXES.values()]
    client.create_table(
        TableName=name, BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": attribute, "AttributeType": "S"}
                              for attribute in attributes],
        KeySchema=[{"AttributeName": "image_id", "KeyType": "HASH"}],
        GlobalSecondaryIndexes=[
            {"IndexName": index, "KeySchema": [{"AttributeName": key, "KeyType": "HASH"},
                                               {"AttributeName": "created_at", "KeyType": "RANGE"}],
             "Projection": {"ProjectionType": "INCLUDE",
                            "NonKeyAttributes": [one for one in PROJECTED if one != key]}}
            for index, key in INDEXES.items()])
