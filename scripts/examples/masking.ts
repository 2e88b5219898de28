/**
 * What differs from one run to the next is replaced by what does not: files' ids, tokens, hashes. Long lists are cut to what
 * shows their shape. Pure.
 */

/** Members whose value is a secret, or drawn by chance; each with what stands in its place. */
const drawn: Readonly<Record<string, string>> = {
  token: 'k3J9…',
  link: 'https://trade-in.example.com/c/TI-7K3M-92QF/k3J9…',
  key: 'bhk_q8Zr…',
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwbm5aLbvKbmU=',
  uri: 'otpauth://totp/Backhaul:finance@backhaul.example?secret=…',
  password: 'a long pass phrase',
  current: 'a long pass phrase',
  code: '483920',
  turn: '3f9c…',
  challenge: 'Yy8n…',
}

/** Entries that show how a list looks. */
const listedAtMost = 2

const textAtMost = 300

/** An example as it is kept. `address` is what the run's own server was reached by. */
export function masked(value: unknown, name = ''): unknown {
  if (Array.isArray(value))
    return value.slice(0, name === 'recoveryCodes' ? 1 : listedAtMost).map((one) => masked(one, name))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, masked(one, key)]))
  return typeof value === 'string' ? plain(value, name) : value
}

function plain(text: string, name: string): string {
  // A refusal's code is a word, a person's is digits, an app's secret is Base32.
  if (name === 'secret' && !text.startsWith('whsec_')) return 'JBSWY3DPEHPK3PXP'
  const isWord = name === 'code' && !/^\d{6}$/.test(text)
  const stand = isWord ? undefined : drawn[name]
  if (stand !== undefined && !(name === 'key' && !text.startsWith('bhk_'))) return stand
  if (name === 'recoveryCodes') return 'h4tq-9mzk-2wvd'
  return text
    .replaceAll(/\b[0-9a-f]{64}\b/g, '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08')
    .replaceAll(/\bmsg_[0-9a-f]{32}\b/g, 'msg_0b0e7a0e5c5b4f0e9d2c0e7a5c5b4f0e')
    .replaceAll(/\b[0-9a-f]{32}\b/g, '0b0e7a0e5c5b4f0e9d2c0e7a5c5b4f0e')
    .replaceAll(/\b[0-9a-f]{20}\b/g, '0b0e7a0e5c5b4f0e9d2c')
    .replaceAll(
      /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g,
      '0b0e7a0e-5c5b-4f0e-9d2c-0e7a5c5b4f0e',
    )
    .replaceAll(/http:\/\/localhost:\d+/g, 'https://trade-in.example.com')
    .slice(0, textAtMost)
}
