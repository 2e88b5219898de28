/**
 * The one place that calls carriers. Whatever a setting or an answer says, no call leaves for a private address unless the
 * host is named for it; a call has an end in time, an answer one in size, and nothing is followed elsewhere.
 */
import { request as requestPlain, type IncomingMessage } from 'node:http'
import { request as requestSecure } from 'node:https'
import { useAgent } from 'request-filtering-agent'
import { CarrierSilent, type Caller, type CarrierAnswer, type CarrierCall } from './call.ts'

export type Line = {
  /** Scheme, host and port. */
  readonly url: string
  readonly token: string
  /** Hosts that may have a private address. */
  readonly privateHosts: readonly string[]
  /** Milliseconds until a call counts as unanswered. */
  readonly patience?: number
}

/** A label is some hundred kilobytes. */
const answerBytesAtMost = 5 * 1024 * 1024

/** Carriers' servers ask carriers in turn, which takes its time. The lease of a job is longer. */
const usualPatience = 30_000

/** A caller for one carrier's server. */
export const callerFor =
  (line: Line): Caller =>
  async (call) => {
    const signal = AbortSignal.timeout(line.patience ?? usualPatience)
    try {
      const response = await send(line, call, signal)
      return await answerIn(response)
    } catch (error) {
      throw error instanceof CarrierSilent ? error : new CarrierSilent(codeOf(error, signal))
    }
  }

function send(
  line: Line,
  { method, path, body }: CarrierCall,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const url = new URL(path, line.url)
  // A path that names another host would take the token there.
  if (url.origin !== new URL(line.url).origin) throw new CarrierSilent('wrong-host')
  const text = body === undefined ? undefined : JSON.stringify(body)
  const isPrivate = line.privateHosts.includes(url.hostname) || line.privateHosts.includes(url.host)
  const options = {
    method,
    signal,
    agent: useAgent(url.href, { allowPrivateIPAddress: isPrivate }),
    headers: {
      Authorization: `Token ${line.token}`,
      Accept: 'application/json, application/pdf',
      ...(text !== undefined && {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(text),
      }),
    },
  }
  return new Promise((done, fail) => {
    const request = (url.protocol === 'https:' ? requestSecure : requestPlain)(url, options, done)
    request.on('error', fail)
    request.end(text)
  })
}

async function answerIn(response: IncomingMessage): Promise<CarrierAnswer> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > answerBytesAtMost) {
      response.destroy()
      throw new CarrierSilent('answer-too-large')
    }
    parts.push(part)
  }
  const { statusCode: status = 0, headers } = response
  const body = Buffer.concat(parts)
  const isJson = /\bjson\b/.test(headers['content-type'] ?? '')
  return { status, body: isJson ? jsonIn(body) : body }
}

function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw new CarrierSilent('answer-unreadable')
  }
}

/** Codes of Node such as ECONNRESET; messages quote addresses. */
function codeOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'timeout'
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (typeof code === 'string') return code
  return error instanceof Error && /is not allowed/.test(error.message) ? 'private-address' : 'failed'
}
