/*
 * Reads codes from the camera of a tablet or phone. The reader is WebAssembly from our own server and is fetched when it is
 * first asked for. Gives each code once for as long as it is in the picture; knows nothing of what it means.
 */

const formats = ['qr_code', 'code_128', 'data_matrix', 'code_39']
/** A code that is out of the picture for so long may be read again. */
const forgottenAfter = 2000
const pause = 60

let detector

/** Loads the reader once; `parts` are the served paths of its script and of its WebAssembly. */
export function openDetector({ script, wasm }) {
  detector ??= new Promise((resolve, reject) => {
    const element = document.createElement('script')
    element.src = script
    element.addEventListener('error', () => reject(new Error('the reader cannot be loaded')))
    element.addEventListener('load', () => {
      const { BarcodeDetector, prepareZXingModule } = globalThis.BarcodeDetectionAPI
      prepareZXingModule({ overrides: { locateFile: () => wasm } })
      resolve(new BarcodeDetector({ formats }))
    })
    document.head.append(element)
  })
  return detector
}

const rank = ({ rawValue }) =>
  /\/L\/[A-Z2-7]{144}$/i.test(rawValue) ? 0 : /^(?:\(00\)|00)?\d{18}/.test(rawValue) ? 1 : 2

/** Of several codes on one label the signed one says most, then the parcel's number, then what is nearest to the middle. */
export function bestOf(codes, { width, height }) {
  const distance = ({ boundingBox: { x, y, width: wide, height: high } }) =>
    Math.hypot(x + wide / 2 - width / 2, y + high / 2 - height / 2)
  return codes.toSorted((one, other) => rank(one) - rank(other) || distance(one) - distance(other))[0]
}

/** Shows the camera in `video` and gives what it reads to `onCode`, until the function that it gives is called. */
export async function openCamera(video, parts, onCode) {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
  })
  video.srcObject = stream
  await video.play()
  const reader = await openDetector(parts)
  const seen = new Map()
  let isOpen = true
  const look = async () => {
    if (!isOpen) return
    const codes = await reader.detect(video).catch(() => [])
    const code = bestOf(codes, { width: video.videoWidth, height: video.videoHeight })
    if (code && performance.now() - (seen.get(code.rawValue) ?? -forgottenAfter) >= forgottenAfter)
      onCode(code.rawValue)
    if (code) seen.set(code.rawValue, performance.now())
    setTimeout(() => void look(), pause)
  }
  void look()
  return () => {
    isOpen = false
    for (const track of stream.getTracks()) track.stop()
    video.srcObject = null
  }
}
