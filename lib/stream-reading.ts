/** How a publisher reads its table's stream, which keeps records for 24 hours. */
export const STREAM_READING = {
  /** Records that it gets at a time. */
  batch: 100,
  /** A batch that fails is halved; one record that fails is tried so often again. */
  retries: 10,
  /** An older record is given up, to the queue of unpublished events. */
  giveUpAfterHours: 12,
} as const
