// Puts a file into a bucket in every way that the SDK has and reads it back: node objects.js FILE
// BUCKET. Ends with 0 where all was as S3 has it; what was not is said.
'use strict';
const assert = require('node:assert/strict');
const { createReadStream, readFileSync } = require('node:fs');
const s3 = require('@aws-sdk/client-s3');
const { Upload } = require('@aws-sdk/lib-storage');
const { getSignedUrl } = require('@aws-sdk/s3-request-presigner');

const PART_BYTES = 5 << 20; // the least that S3 allows

async function main([file, Bucket]) {
  const client = new s3.S3Client({});
  const content = readFileSync(file);
  const put = (words) => client.send(new s3.PutObjectCommand({ Bucket, ...words }));
  const get = (words) => client.send(new s3.GetObjectCommand({ Bucket, ...words }));
  const bytesOf = async (answer) => Buffer.from(await answer.Body.transformToByteArray());

  await client.send(new s3.CreateBucketCommand({ Bucket }));
  await put({
    Key: 'a b/ü+.png',
    Body: content,
    ContentType: 'image/png',
    Metadata: { who: 'ada' },
  });
  const whole = await get({ Key: 'a b/ü+.png' });
  assert.equal(whole.ContentType, 'image/png');
  assert.deepEqual(whole.Metadata, { who: 'ada' });
  assert.deepEqual(await bytesOf(whole), content);
  const range = await get({ Key: 'a b/ü+.png', Range: 'bytes=10-19' });
  assert.deepEqual(await bytesOf(range), content.subarray(10, 20));

  // A stream goes in chunks, with its checksum behind them.
  await put({ Key: 'stream', Body: createReadStream(file), ContentLength: content.length });
  assert.deepEqual(await bytesOf(await get({ Key: 'stream' })), content);
  for (const ChecksumAlgorithm of ['CRC32', 'CRC32C', 'SHA1', 'SHA256']) {
    const sent = await put({ Key: ChecksumAlgorithm, Body: content, ChecksumAlgorithm });
    const got = await get({ Key: ChecksumAlgorithm, ChecksumMode: 'ENABLED' });
    assert.equal(got['Checksum' + ChecksumAlgorithm], sent['Checksum' + ChecksumAlgorithm]);
    assert.deepEqual(await bytesOf(got), content);
  }

  const large = Buffer.alloc(PART_BYTES + 1, 'x');
  const upload = new Upload({ client, params: { Bucket, Key: 'large', Body: large } });
  assert.match((await upload.done()).ETag, /-2"$/);
  assert.deepEqual(await bytesOf(await get({ Key: 'large' })), large);

  const url = await getSignedUrl(client, new s3.GetObjectCommand({ Bucket, Key: 'stream' }));
  const fetched = await fetch(url);
  assert.equal(fetched.status, 200);
  assert.deepEqual(Buffer.from(await fetched.arrayBuffer()), content);

  await client.send(
    new s3.CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/stream` }),
  );
  const keys = [];
  for await (const page of s3.paginateListObjectsV2({ client, pageSize: 3 }, { Bucket })) {
    keys.push(...page.Contents.map((each) => each.Key));
  }
  assert.deepEqual(keys, [
    'CRC32',
    'CRC32C',
    'SHA1',
    'SHA256',
    'a b/ü+.png',
    'copy',
    'large',
    'stream',
  ]);
  const Objects = keys.map((Key) => ({ Key }));
  const removed = await client.send(new s3.DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  assert.equal(removed.Deleted.length, keys.length);
  await assert.rejects(get({ Key: 'stream' }), s3.NoSuchKey);
  await client.send(new s3.DeleteBucketCommand({ Bucket }));
  await assert.rejects(client.send(new s3.HeadBucketCommand({ Bucket })), s3.NotFound);
}

main(process.argv.slice(2));
