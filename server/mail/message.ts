/** Small facts about mail as a format: names of files, types of attachments, meaning of an SMTP server's no. Pure. */

/** Name of a mail's file in the outbox folder: the Message-ID made safe, so that a second attempt is the same file. */
export const emlName = (messageId: string): string =>
  `${messageId.replace(/^<|>$/g, '').replace(/[^\w.@-]/g, '_')}.eml`

/** RFC 6047 2.4: a calendar part says its method, or a mail program shows a file where it could show an appointment. */
export function contentTypeOf(mediaType: string, bytes: Buffer): string {
  if (!/^text\/calendar\b/.test(mediaType)) return mediaType
  const method = /^METHOD:([A-Z]+)\r?$/m.exec(bytes.toString('utf8'))?.[1] ?? 'PUBLISH'
  return `text/calendar; charset=utf-8; method=${method}`
}

/**
 * `smtp-550` when the server refused this recipient or message for good (RFC 5321 4.2.1); undefined when another attempt
 * may help. A refused sign-in is our own setting, so the mail waits for its repair.
 */
export function permanentFailure(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('responseCode' in error)) return undefined
  const { code, responseCode } = error
  const aboutThisMail = code === 'EENVELOPE' || code === 'EMESSAGE'
  const forGood = typeof responseCode === 'number' && responseCode >= 500 && responseCode <= 599
  return aboutThisMail && forGood ? `smtp-${responseCode}` : undefined
}
