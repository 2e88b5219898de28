/** A mail server that keeps what it is given, or hangs at the first word: as much of RFC 5321 as a mailer needs. */
import { createServer, type AddressInfo, type Socket } from 'node:net'

export type PostBox = {
  readonly url: string
  /** Every message that was taken in, as it was sent. */
  readonly messages: readonly string[]
  /** Resolves at the next connection. While it hangs nobody is greeted. */
  readonly nextCaller: () => Promise<void>
  /** Resolves when one more message has been taken in. */
  readonly nextMessage: () => Promise<void>
  readonly hang: (hangs: 'hangs' | 'answers') => void
  readonly close: () => Promise<void>
}

export async function openPostBox(): Promise<PostBox> {
  const messages: string[] = []
  const sockets = new Set<Socket>()
  let mood: 'hangs' | 'answers' = 'answers'
  const waiting: Record<'caller' | 'message', (() => void)[]> = { caller: [], message: [] }
  const tell = (what: keyof typeof waiting): void => {
    for (const resolve of waiting[what].splice(0)) resolve()
  }
  const next = (what: keyof typeof waiting) => () =>
    new Promise<void>((resolve) => {
      waiting[what].push(resolve)
    })
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => sockets.delete(socket))
    tell('caller')
    if (mood === 'answers')
      serve(socket, (message) => {
        messages.push(message)
        tell('message')
      })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    messages,
    nextCaller: next('caller'),
    nextMessage: next('message'),
    hang: (hangs) => {
      mood = hangs
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** One conversation. The answer to a message goes out after it was kept. */
function serve(socket: Socket, keep: (message: string) => void): void {
  let text = ''
  let isMessage = false
  socket.setEncoding('utf8').write('220 post box\r\n')
  socket.on('data', (part: string) => {
    text += part
    for (;;) {
      const end = text.indexOf(isMessage ? '\r\n.\r\n' : '\r\n')
      if (end < 0) return
      const taken = text.slice(0, end)
      text = text.slice(end + (isMessage ? 5 : 2))
      if (isMessage) keep(taken)
      isMessage = !isMessage && /^DATA/i.test(taken)
      socket.write(isMessage ? '354 go on\r\n' : '250 ok\r\n')
      if (/^QUIT/i.test(taken)) socket.end()
    }
  })
}
