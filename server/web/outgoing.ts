/**
 * From here calls leave the house: for carriers, registers, providers and receivers of webhooks. Whatever a setting or an
 * answer says, none goes to a private address unless its host is named for it; a call has an end in time, an answer one in
 * size, and nothing is followed elsewhere.
 */
import { request as requestPlain, type IncomingMessage } from 'node:http'
import { request as requestSecure } from 'node:https'
import { useAgent } from 'request-filtering-agent'

export type Outgoing = {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | undefined
  /** Host names, or hosts with their port, that may have a private address. */
  readonly privateHosts: readonly string[]
  /** Milliseconds until the call counts as unanswered. */
  readonly patience: number
}

/** An answer of any status. A redirect is one, and is not followed. */
export type Incoming = {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

/** No answer came. `code`: of Node, such as ECONNRESET, or `timeout`, `private-address`, `answer-too-large`, `failed`; never an address. */
export class Unanswered extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/** Calls, and reads an answer of at most so many bytes. @throws Unanswered */
export const callOut = (url: URL, call: Outgoing & { readonly bytesAtMost: number }): Promise<Incoming> =>
  calling(url, call, async (response) => ({
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: await bodyOf(response, call),
  }))

/** Calls for the status of the answer alone; nothing else of it is read. @throws Unanswered */
export const statusFrom = (url: URL, call: Outgoing): Promise<number> =>
  calling(url, call, async (response) => {
    response.destroy()
    return response.statusCode ?? 0
  })

async function calling<Answer>(
  url: URL,
  call: Outgoing,
  answerIn: (response: IncomingMessage) => Promise<Answer>,
): Promise<Answer> {
  const signal = AbortSignal.timeout(call.patience)
  try {
    return await answerIn(await send(url, call, signal))
  } catch (error) {
    throw error instanceof Unanswered ? error : new Unanswered(codeOf(error, signal))
  }
}

/** True for a host that a setting names, `name` or `name:port`. */
export const isNamed = (url: URL, privateHosts: readonly string[]): boolean =>
  privateHosts.includes(url.hostname) || privateHosts.includes(url.host)

function send(
  url: URL,
  { method, headers, body, privateHosts }: Outgoing,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const options = {
    method,
    signal,
    agent: useAgent(url.href, { allowPrivateIPAddress: isNamed(url, privateHosts) }),
    headers: { ...headers, ...(body !== undefined && { 'Content-Length': Buffer.byteLength(body) }) },
  }
  return new Promise((done, fail) => {
    const request = (url.protocol === 'https:' ? requestSecure : requestPlain)(url, options, done)
    request.on('error', fail)
    request.end(body)
  })
}

async function bodyOf(
  response: IncomingMessage,
  { bytesAtMost }: { readonly bytesAtMost: number },
): Promise<Buffer> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > bytesAtMost) {
      response.destroy()
      throw new Unanswered('answer-too-large')
    }
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** Codes alone; messages quote addresses. An error of the network is no Error of this realm everywhere. */
function codeOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'timeout'
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown }
  if (typeof code === 'string') return code
  return /is not allowed/.test(String(message)) ? 'private-address' : 'failed'
}
