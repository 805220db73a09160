// Prints what DetectLabels finds in a picture: node labels.js FILE, or node labels.js BUCKET KEY.
// As people write it: where the service is, and who asks, stands in the environment.
'use strict';
const { readFileSync } = require('node:fs');
const { DetectLabelsCommand, RekognitionClient } = require('@aws-sdk/client-rekognition');

async function main([first, key]) {
  const rekognition = new RekognitionClient({});
  const Image = key ? { S3Object: { Bucket: first, Name: key } } : { Bytes: readFileSync(first) };
  try {
    const answer = await rekognition.send(new DetectLabelsCommand({ Image, MinConfidence: 50 }));
    console.log(JSON.stringify({ labels: answer.Labels, model: answer.LabelModelVersion }));
  } catch (error) {
    console.log(JSON.stringify({ error: error.name, status: error.$metadata?.httpStatusCode }));
  }
}

main(process.argv.slice(2));
