/*
 * Each verdict has its sound, so that eyes can stay on the boxes: bright and rising is well, low is not, three harsh ones
 * are a stop. Made by the browser from these figures; nothing is loaded.
 */

/** Frequency in hertz, start and length in milliseconds. */
export const tunes = {
  received: [[880, 0, 90], [1320, 100, 140]],
  overdue: [[880, 0, 140], [587, 160, 140], [880, 320, 140]],
  'already-received': [[660, 0, 90], [660, 140, 90]],
  'not-expected': [[330, 0, 420]],
  several: [[660, 0, 90], [880, 120, 90], [660, 240, 90]],
  stop: [[196, 0, 180], [196, 240, 180], [196, 480, 260]],
  cage: [[523, 0, 80], [659, 90, 80], [784, 180, 120]],
  kept: [[1047, 0, 60]],
} // prettier-ignore

const tuneOf = {
  void: 'stop',
  'label-replaced': 'stop',
  forged: 'stop',
  counterfeit: 'stop',
  failed: 'stop',
  'signed-out': 'stop',
  'too-long': 'not-expected',
  'cage-open': 'cage',
  'cage-closed': 'cage',
  joined: 'received',
  genuine: 'kept',
}

let speaker

/** Plays the sound of a verdict. A browser that has no sound, or forbids it until a key was pressed, stays silent. */
export function play(code) {
  const notes = tunes[tuneOf[code] ?? code]
  if (!notes || !globalThis.AudioContext) return
  speaker ??= new AudioContext()
  void speaker.resume()
  const start = speaker.currentTime
  for (const [frequency, from, length] of notes) {
    const [tone, loudness] = [speaker.createOscillator(), speaker.createGain()]
    tone.type = frequency < 400 ? 'square' : 'sine'
    tone.frequency.value = frequency
    loudness.gain.value = frequency < 400 ? 0.12 : 0.3
    tone.connect(loudness).connect(speaker.destination)
    tone.start(start + from / 1000)
    tone.stop(start + (from + length) / 1000)
  }
}
