import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  ResponseHeadersPolicy,
  S3OriginAccessControl,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Bucket } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import { explain } from './explain.ts'

export interface MediaFrontProps {
  readonly bucket: Bucket
  /** Of all keys in it that anyone may fetch. */
  readonly prefix: string
  readonly comment: string
}

/** CloudFront in front of those files of a bucket that anyone may fetch; all others it is not let at. */
export class MediaFront extends Construct {
  /** Without a slash at the end; a key follows it. */
  readonly url: string

  constructor(scope: Construct, id: string, { bucket, prefix, comment }: MediaFrontProps) {
    super(scope, id)
    const { originAccessControlId } = new S3OriginAccessControl(this, 'Access')
    const origin = Bucket.fromBucketName(this, 'Files', bucket.bucketName)
    const distribution = new Distribution(this, 'Distribution', {
      comment,
      defaultBehavior: {
        origin: S3BucketOrigin.withBucketDefaults(origin, { originAccessControlId }),
        allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        // Pages of shops load 3D models by script, from wherever they are.
        responseHeadersPolicy: ResponseHeadersPolicy.CORS_ALLOW_ALL_ORIGINS_AND_SECURITY_HEADERS,
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      },
    })
    this.url = `https://${distribution.distributionDomainName}`
    bucket.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudfront.amazonaws.com')],
        actions: ['s3:GetObject'],
        resources: [bucket.arnForObjects(`${prefix}*`)],
        conditions: { StringEquals: { 'AWS:SourceArn': distribution.distributionArn } },
      }),
    )
    explain(distribution, 'CFR1', 'Pictures of goods are shown to whoever asks, wherever they are')
    explain(
      distribution,
      'CFR2',
      'It serves files that anyone may fetch, and takes no input to be attacked by',
    )
    explain(distribution, 'CFR3', 'Who looks at which picture is nobody’s business: nothing is kept of it')
    explain(
      distribution,
      'CFR4',
      'CloudFront’s own domain brings its certificate, and the TLS that goes with it',
    )
  }
}
