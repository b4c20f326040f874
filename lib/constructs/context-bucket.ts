import { Duration, Stack } from 'aws-cdk-lib'
import { BlockPublicAccess, Bucket, BucketEncryption, HttpMethods } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import type { StageConfig } from '../config.ts'
import { explain } from './explain.ts'
import { dataPolicy } from './kept.ts'
import type { ServiceFunction } from './service-function.ts'

/** What a function does with files, each of those whose key begins so. */
export interface FileUses {
  /** Gets, and may list. */
  readonly reads?: readonly string[]
  /** Lists alone. */
  readonly lists?: readonly string[]
  /** Puts, and makes forms for uploads. */
  readonly writes?: readonly string[]
  readonly deletes?: readonly string[]
}

/** What becomes of files of a prefix. */
export interface Keeping {
  /** After so many days they go; kept for good where left out. */
  readonly days?: number
}

/** As long as a table can be brought back, what was replaced or deleted can be. */
const BROUGHT_BACK = Duration.days(35)

export interface ContextBucketProps {
  readonly config: StageConfig
  /** Every prefix there is, with its slash at the end. */
  readonly prefixes: Readonly<Record<string, Keeping>>
  /** What is deleted is gone at once, as it says something of people; the stage decides where left out. */
  readonly ofPeople?: boolean
}

/** The files of a context: private, encrypted, over TLS only. Functions reach them prefix by prefix. */
export class ContextBucket extends Construct {
  readonly bucket: Bucket
  private readonly prefixes: ContextBucketProps['prefixes']

  constructor(scope: Construct, id: string, { config, prefixes, ofPeople = false }: ContextBucketProps) {
    super(scope, id)
    this.prefixes = prefixes
    const versioned = config.pointInTimeRecovery && !ofPeople
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      versioned,
      // A form for an upload is a right in itself; pages of any origin may send one that they were given.
      cors: [{ allowedMethods: [HttpMethods.POST], allowedOrigins: ['*'], allowedHeaders: ['*'] }],
      lifecycleRules: [
        { abortIncompleteMultipartUploadAfter: Duration.days(1) },
        ...(versioned
          ? [{ noncurrentVersionExpiration: BROUGHT_BACK, expiredObjectDeleteMarker: true }]
          : []),
        ...Object.entries(prefixes).flatMap(([prefix, { days }]) =>
          days === undefined ? [] : [{ prefix, expiration: Duration.days(days) }],
        ),
      ],
      removalPolicy: dataPolicy(config),
    })
    explain(
      this.bucket,
      'S1',
      ofPeople
        ? 'Its files are read by links that say whose they are, each made for one customer, and go within days'
        : 'What is in it is of goods, not of people, and is written by our functions alone',
    )
  }

  /** Lets a function do so much with the files. Throws a RangeError for a prefix that is not of this bucket. */
  openTo(user: ServiceFunction, { reads = [], lists = [], writes = [], deletes = [] }: FileUses): void {
    user.lambda.addEnvironment('BUCKET_NAME', this.bucket.bucketName)
    this.allow(user, 's3:GetObject', reads)
    this.allow(user, 's3:PutObject', writes)
    this.allow(user, 's3:DeleteObject', deletes)
    // Who reads needs it too: without it S3 answers "forbidden" for a file that is not there.
    if (reads.length + lists.length > 0) user.allow(['s3:ListBucket'], [this.bucket.bucketArn])
  }

  private allow(user: ServiceFunction, action: string, prefixes: readonly string[]): void {
    if (prefixes.length === 0) return
    const unknown = prefixes.find((prefix) => !(prefix in this.prefixes))
    if (unknown) throw new RangeError(`the bucket has no files that begin with "${unknown}"`)
    user.allow(
      [action],
      prefixes.map((prefix) => this.bucket.arnForObjects(`${prefix}*`)),
    )
    for (const prefix of prefixes)
      explain(user, `IAM5[Resource::${this.arnAsFound}/${prefix}*]`, 'A file is named by what it is of')
  }

  /** The bucket's ARN as cdk-nag writes it, which sees the template. */
  private get arnAsFound(): string {
    const {
      'Fn::GetAtt': [logicalId],
    }: { 'Fn::GetAtt': [string, string] } = Stack.of(this).resolve(this.bucket.bucketArn)
    return `<${logicalId}.Arn>`
  }
}
