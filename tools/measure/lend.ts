/** Uses what `stop` puts an end to: when it was used, or at once when this process is told to end or left alone. */
export async function lend<Result>(use: () => Promise<Result>, stop: () => Promise<void>): Promise<Result> {
  const stopAtOnce = () => stop().finally(() => process.exit(130))
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const
  for (const signal of signals) process.on(signal, stopAtOnce)
  try {
    return await use()
  } finally {
    await stop()
    for (const signal of signals) process.off(signal, stopAtOnce)
    if (process.connected) process.disconnect()
  }
}
