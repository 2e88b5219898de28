/**
 * Asks a virus scanner about bytes: clamd, by its command INSTREAM, over TCP or a socket of this machine. Knows the
 * protocol alone: what a finding leads to, or silence, is the intake's business. Nothing of an answer is believed but OK.
 */
import { connect, type NetConnectOpts, type Socket } from 'node:net'

export type VirusScanner = {
  /**
   * The name of what was found, undefined when nothing was.
   * @throws Error when the scanner is not there, is too slow, or answers anything else.
   */
  readonly findingIn: (bytes: Buffer) => Promise<string | undefined>
}

/** Milliseconds for connecting, sending and the answer together; clamd reads 15 MB in a second or two. */
export const answersWithin = 30_000

/** clamd takes pieces of any size up to its StreamMaxLength; these keep its buffer small. */
const pieceBytes = 256 * 1024

/** A name of a virus and two words. */
const answerBytesAtMost = 1000

/** `tcp://host:3310` or `unix:/run/clamav/clamd.ctl`. Opens nothing yet: each file has a connection of its own. */
export function openVirusScanner(address: string, within = answersWithin): VirusScanner {
  const place = placeOf(address)
  return {
    findingIn: async (bytes) => {
      const answer = await askedOf(place, bytes, within)
      if (answer === 'stream: OK') return undefined
      const [, found] = /^stream: ([\w.:;()@+/-]{1,200}) FOUND$/.exec(answer) ?? []
      if (found === undefined) throw new Error(`the virus scanner says: ${answer.replaceAll(/[^ -~]/g, '?')}`)
      return found
    },
  }
}

function placeOf(address: string): NetConnectOpts {
  const { protocol, hostname, port, pathname } = new URL(address)
  return protocol === 'unix:'
    ? { path: pathname }
    : { host: hostname.replaceAll(/[[\]]/g, ''), port: Number(port) }
}

/** One line, as `z` commands are answered: what its zero byte does not end is half an answer, and none. */
const askedOf = (place: NetConnectOpts, bytes: Buffer, within: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(place)
    const late = setTimeout(() => socket.destroy(new Error('the virus scanner is too slow')), within)
    let answer = Buffer.alloc(0)
    socket.on('connect', () => send(socket, bytes))
    socket.on('data', (piece: Buffer) => {
      answer = Buffer.concat([answer, piece])
      if (answer.includes(0) || answer.length > answerBytesAtMost) socket.destroy()
    })
    // clamd answers before it has read everything when a stream is too long for it, and then hangs up.
    let failed = new Error('the virus scanner hung up without an answer')
    socket.on('error', (error) => (failed = error))
    socket.on('close', () => {
      clearTimeout(late)
      const end = answer.indexOf(0)
      if (end >= 0) resolve(answer.subarray(0, end).toString('latin1').trim())
      else reject(failed)
    })
  })

function lengthOf(length: number): Buffer {
  const four = Buffer.alloc(4)
  four.writeUInt32BE(length)
  return four
}

/** The command, then pieces with their length before them, and a length of none. */
function send(socket: Socket, bytes: Buffer): void {
  socket.write('zINSTREAM\0')
  for (let from = 0; from < bytes.length; from += pieceBytes) {
    const piece = bytes.subarray(from, from + pieceBytes)
    socket.write(lengthOf(piece.length))
    socket.write(piece)
  }
  socket.write(lengthOf(0))
}
