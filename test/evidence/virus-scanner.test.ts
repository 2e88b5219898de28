/** Bytes shown to something that speaks clamd's protocol, as it should and as it should not. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openVirusScanner } from '../../server/evidence/virus-scanner.ts'

/** What it was sent, unpacked: the command, and what the pieces hold once the empty one came. */
function unpacked(sent: Buffer): { readonly command: string; readonly content: Buffer | undefined } {
  const start = sent.indexOf(0) + 1
  const pieces: Buffer[] = []
  for (let at = start; at > 0 && at + 4 <= sent.length;) {
    const length = sent.readUInt32BE(at)
    if (length === 0) return { command: sent.subarray(0, start).toString(), content: Buffer.concat(pieces) }
    pieces.push(sent.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return { command: '', content: undefined }
}

type Answering = (socket: Socket, content: Buffer) => void

let server: Server
let seen: { command: string; content: Buffer }[] = []
const folder = mkdtempSync(join(tmpdir(), 'clamd-'))
const path = join(folder, 'clamd.ctl')

async function listens(answering: Answering, at: string | number = 0): Promise<string> {
  seen = []
  server = createServer((socket) => {
    let sent = Buffer.alloc(0)
    socket.on('error', () => undefined)
    socket.on('data', (piece) => {
      sent = Buffer.concat([sent, piece])
      const { command, content } = unpacked(sent)
      if (content === undefined) return
      seen.push({ command, content })
      answering(socket, content)
    })
  })
  await new Promise<void>((resolve) => server.listen(at, resolve))
  const address = server.address()
  return typeof address === 'object' && address ? `tcp://127.0.0.1:${address.port}` : `unix:${path}`
}
afterEach(() => new Promise((resolve) => server.close(resolve)))
afterAll(() => rmSync(folder, { recursive: true }))

const saying =
  (text: string): Answering =>
  (socket) =>
    socket.end(text)

test('all of a file is sent in pieces, and nothing is found in it', async () => {
  const bytes = Buffer.alloc(700_001, 'x')
  const scanner = openVirusScanner(await listens(saying('stream: OK\0')))
  expect(await scanner.findingIn(bytes)).toBeUndefined()
  expect(seen[0]?.command).toBe('zINSTREAM\0')
  expect(seen[0]?.content.equals(bytes)).toBe(true)
})

test('what is found has a name, over a socket of this machine, in an answer that comes in parts', async () => {
  const scanner = openVirusScanner(
    await listens((socket) => {
      socket.write('stream: Win.Test.EICAR')
      setImmediate(() => socket.end('_HDB-1 FOUND\0'))
    }, path),
  )
  expect(await scanner.findingIn(Buffer.from('x'))).toBe('Win.Test.EICAR_HDB-1')
})

test.each([
  { how: 'an error', answer: 'INSTREAM size limit exceeded. ERROR\0' },
  { how: 'half an answer', answer: 'stream: OK' },
  { how: 'nothing', answer: '' },
  { how: 'another language', answer: 'HTTP/1.1 200 OK\r\n\0' },
  { how: 'a name that is no name', answer: 'stream: <script> FOUND\0' },
  { how: 'an answer without end', answer: 'x'.repeat(5000) },
])('$how is no word that a file is clean', async ({ answer }) => {
  const scanner = openVirusScanner(await listens(saying(answer)))
  await expect(scanner.findingIn(Buffer.from('x'))).rejects.toThrow(/virus scanner|ECONNRESET|EPIPE/)
})

test('who takes too long is given up, whatever was begun to be said', async () => {
  const scanner = openVirusScanner(await listens((socket) => socket.write('stream: ')), 20)
  await expect(scanner.findingIn(Buffer.from('x'))).rejects.toThrow('too slow')
})

test('nobody there is no word either', async () => {
  const address = await listens(saying(''))
  await new Promise((resolve) => server.close(resolve))
  await expect(openVirusScanner(address).findingIn(Buffer.from('x'))).rejects.toThrow('ECONNREFUSED')
})
