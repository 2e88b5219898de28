/**
 * What strangers send: every hostile file of the tests through the door of a server, with the processor time and memory
 * that server and reading programs used for it; then mutated bodies by the thousand (BODIES, 10,000 unless told). Linux
 * only: processes are weighed by /proc.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hostileFiles } from '../../test/evidence/hostile-files.ts'
import { boundary, formBody, mutated } from '../../test/evidence/mutated.ts'
import { startServer, type RunningServer } from '../walk/server.ts'
import { untilIdle, weighing } from '../walk/weighing.ts'
import type { Figure } from './figure.ts'

const bodies = Number(process.env['BODIES'] ?? 10_000)
const senders = 4
const secondsAtMost = 2
const megabytesAtMost = 200

/** Names as only strangers give them; each file goes by the next. */
const names = ['../../etc/passwd', `${'x'.repeat(1000)}.pdf`, 'faktura\u202Efdp.exe', 'CON', '..\\b.jpg']

export const measure = async (): Promise<Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'backhaul-uploads-'))
  const temporary = join(folder, 'tmp')
  mkdirSync(temporary)
  const server = await startServer(join(folder, 'data'), {
    LOG_LEVEL: 'silent',
    TMPDIR: temporary,
    TRUSTED_PROXIES: '1',
  })
  try {
    return [
      ...(await hostileFigures(server, [temporary, join(folder, 'data', 'incoming')])),
      await mutantFigure(server),
    ]
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function hostileFigures({ url, pid }: RunningServer, folders: readonly string[]): Promise<Figure[]> {
  // What is loaded once is not the file's: sharp by the first picture, the reading program's code by the first PDF.
  for (const { make } of hostileFiles.slice(-2)) await send(url, await make(), 'warm-up')
  await untilIdle(pid)
  let slowest = 0
  let heaviest = 0
  let unexpected = 0
  for (const [place, { what, make, code }] of hostileFiles.entries()) {
    const content = await make()
    const weighed = await weighing(pid, () => send(url, content, names[place % names.length] ?? ''))
    const wanted = code ?? 'kept'
    if (weighed.result !== wanted) unexpected += 1
    if (
      weighed.result !== wanted ||
      weighed.cpuSeconds > secondsAtMost ||
      weighed.megabytes > megabytesAtMost
    )
      console.error(`${what}: ${weighed.result}, ${weighed.cpuSeconds} s, ${weighed.megabytes} MB`)
    slowest = Math.max(slowest, weighed.cpuSeconds)
    heaviest = Math.max(heaviest, weighed.megabytes)
  }
  await untilIdle(pid)
  // tsx keeps what it compiles there, for whoever starts next.
  const left = folders.flatMap((folder) => readdirSync(folder)).filter((name) => !name.startsWith('tsx-'))
  if (left.length > 0) console.error(`left behind: ${left.join(', ')}`)
  return [
    { name: 'hostile files', value: hostileFiles.length, unit: 'files', atLeast: 60 },
    { name: 'hostile files neither refused nor made harmless', value: unexpected, unit: 'files', atMost: 0 },
    { name: 'processor time of the slowest', value: slowest, unit: 's', atMost: secondsAtMost },
    { name: 'memory of the heaviest', value: heaviest, unit: 'MB', atMost: megabytesAtMost },
    { name: 'temporary files left', value: left.length, unit: 'files', atMost: 0 },
  ]
}

/** `kept`, or the code of the refusal. */
async function send(url: string, content: Buffer, name: string): Promise<string> {
  const form = new FormData()
  form.append('kind', 'proof-of-purchase')
  form.append('file', new Blob([new Uint8Array(content)]), name)
  const answer = await fetch(`${url}/api/evidence`, {
    method: 'POST',
    // What is measured takes longer than the server keeps a connection that nobody speaks on.
    headers: { Connection: 'close' },
    body: form,
  })
  const body = (await answer.json()) as { errors?: { code: string }[] }
  return answer.status === 201 ? 'kept' : (body.errors?.[0]?.code ?? String(answer.status))
}

/** Every one is answered with a reason, and the server is there afterwards. */
async function mutantFigure({ url }: RunningServer): Promise<Figure> {
  let next = 0
  let unanswered = 0
  const sender = async (): Promise<void> => {
    for (let seed = next++; seed < bodies; seed = next++) {
      const answer = await fetch(`${url}/api/evidence`, {
        method: 'POST',
        // From many addresses, or the limit of one would answer in place of the parser.
        headers: {
          'Content-Type': `multipart/form-data; boundary=${boundary}`,
          'X-Forwarded-For': `10.0.${(seed >> 8) & 255}.${seed & 255}`,
        },
        body: new Uint8Array(mutated(formBody, seed)),
      }).catch(() => undefined)
      await answer?.arrayBuffer()
      if (!answer || answer.status < 400 || answer.status >= 500) unanswered += 1
    }
  }
  await Promise.all(Array.from({ length: senders }, sender))
  return {
    name: `mutated bodies of ${bodies} without a reasoned refusal`,
    value: unanswered,
    unit: 'bodies',
    atMost: 0,
  }
}
