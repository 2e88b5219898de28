/** Posts to receivers, by the one door that calls leave by; of an answer nothing is read but its status. */
import { isNamed, statusFrom, Unanswered } from '../web/outgoing.ts'

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
  async (address, given, body) => {
    const url = new URL(address)
    if (url.protocol !== 'https:' && !isNamed(url, privateHosts)) return { failure: 'not-https' }
    const headers = { ...given, 'Content-Type': 'application/json', 'User-Agent': 'Backhaul-Webhooks/1' }
    try {
      return { status: await statusFrom(url, { method: 'POST', headers, body, privateHosts, patience }) }
    } catch (error) {
      if (error instanceof Unanswered) return { failure: error.code }
      throw error
    }
  }
