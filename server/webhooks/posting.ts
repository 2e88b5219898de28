/**
 * The one place that calls receivers. No call leaves for a private address unless a setting names its host; it has an end
 * in time, nothing is followed elsewhere, and of an answer nothing is read but its status.
 */
import { request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import { useAgent } from 'request-filtering-agent'
import { isNamed } from './address.ts'

/** `failure` is a code of ours or of Node, never a sentence: those quote addresses. */
export type Posted = { readonly status?: number; readonly failure?: string }

export type Poster = (url: string, headers: Readonly<Record<string, string>>, body: string) => Promise<Posted>

/** A receiver that works takes a message in and thinks about it later; one worker waits for it meanwhile. */
const usualPatience = 5000

/** Posts messages. `patience` in milliseconds; `privateHosts` may have a private address, and be without TLS. */
export const posterFor =
  ({
    privateHosts,
    patience = usualPatience,
  }: {
    privateHosts: readonly string[]
    patience?: number
  }): Poster =>
  async (address, headers, body) => {
    const url = new URL(address)
    const isOurs = isNamed(url, privateHosts)
    if (url.protocol !== 'https:' && !isOurs) return { failure: 'not-https' }
    const signal = AbortSignal.timeout(patience)
    const options = {
      method: 'POST',
      signal,
      agent: useAgent(url.href, { allowPrivateIPAddress: isOurs }),
      headers: {
        ...headers,
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(body),
        'User-Agent': 'Backhaul-Webhooks/1',
      },
    }
    try {
      return { status: await statusOf(url, options, body) }
    } catch (error) {
      return { failure: codeOf(error, signal) }
    }
  }

const statusOf = (url: URL, options: object, body: string): Promise<number> =>
  new Promise((done, fail) => {
    const send = url.protocol === 'https:' ? requestSecure : requestPlain
    const request = send(url, options, (response) => {
      done(response.statusCode ?? 0)
      response.destroy()
    })
    request.on('error', fail)
    request.end(body)
  })

function codeOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'timeout'
  const { code, message = '' } = error as { code?: unknown; message?: string }
  if (/is not allowed/.test(message)) return 'private-address'
  return typeof code === 'string' ? code : 'failed'
}
