import { harmlessName } from '../../server/evidence/names.ts'

test.each([
  ['Faktura 2020-1234.pdf', 'Faktura 2020-1234.pdf'],
  ['Købsbevis æøå.PDF', 'Købsbevis æøå.pdf'],
  ['50% rabat.pdf', '50 rabat.pdf'],
  ['../../etc/passwd', 'passwd.pdf'],
  ['..\\..\\boot.ini', 'boot.pdf'],
  ['C:\\Users\\me\\invoice.exe', 'invoice.pdf'],
  ['invoice\u202Efdp.exe', 'invoicefdp.pdf'],
  ['in\u200Bvo\u0000ice\r\n.pdf', 'invoice.pdf'],
  ['\u001b[31minvoice.pdf', '[31minvoice.pdf'],
  ['<script>alert(1)</script>.pdf', 'script.pdf'],
  ['"; filename="evil.html', '; filename= evil.pdf'],
  ['\ud800broken.pdf', 'broken.pdf'],
  ['', 'evidence.pdf'],
  ['...', 'evidence.pdf'],
  ['   .pdf', 'evidence.pdf'],
  ['con.pdf', 'evidence-con.pdf'],
  ['LPT1', 'evidence-LPT1.pdf'],
  ['-rf.pdf', 'rf.pdf'],
  ['.htaccess', 'htaccess.pdf'],
])('%j becomes %j', (sent, kept) => {
  expect(harmlessName(sent, 'application/pdf')).toBe(kept)
})

test('a name of 1,000 characters is cut, and no emoji in two', () => {
  expect([...harmlessName(`${'😀'.repeat(1000)}.jpg`, 'image/jpeg')]).toHaveLength(84)
})

test('the extension tells what the content is', () => {
  expect(harmlessName('invoice.pdf', 'image/jpeg')).toBe('invoice.jpg')
})
