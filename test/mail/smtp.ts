/** An SMTP server of a few lines: takes mails, or gives one answer to every recipient (RFC 5321). */
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import type { AddressInfo } from 'node:net'

export async function openSmtp(answerToRecipient: string) {
  const recipients: string[] = []
  const lines: string[] = []
  const server = createServer((socket) => {
    const say = (line: string) => socket.write(`${line}\r\n`)
    let inData = false
    say('220 test')
    createInterface({ input: socket }).on('line', (line) => {
      if (inData) {
        if (line !== '.') return void lines.push(line)
        inData = false
        return void say('250 taken')
      }
      const [verb = ''] = line.split(' ')
      if (verb === 'RCPT') recipients.push(line)
      if (verb === 'DATA') inData = true
      say(
        verb === 'RCPT'
          ? answerToRecipient
          : verb === 'DATA'
            ? '354 go on'
            : verb === 'QUIT'
              ? '221 bye'
              : '250 OK',
      )
    })
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    recipients,
    received: () => lines.join('\n'),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
