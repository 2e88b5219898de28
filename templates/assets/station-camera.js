/*
 * Reads codes from the camera of a tablet or phone. The reader is WebAssembly from our own server and is fetched when it is
 * first asked for. Gives each code once for as long as it is in the picture; knows nothing of what it means.
 */

const formats = ['qr_code', 'code_128', 'data_matrix', 'code_39']
/** A code that is out of the picture for so long, and for so many looks, may be read again: a slow tablet looks seldom. */
const forgottenAfter = 2000
const looksWithout = 5
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

/** All codes in a picture; a blurred one gets a second look with its edges drawn out. */
export async function readCodes(reader, image) {
  const codes = await reader.detect(image)
  return codes.length > 0 ? codes : reader.detect(sharpened(image))
}

const edges = 3

/** The picture with the difference to its own blur added: narrow bars come apart again. */
function sharpened(image) {
  const width = image.videoWidth ?? image.width
  const height = image.videoHeight ?? image.height
  const [plain, blurred] = ['none', 'blur(1.5px)'].map((filter) => {
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
    context.filter = filter
    context.drawImage(image, 0, 0)
    return context.getImageData(0, 0, width, height)
  })
  // The array itself cuts what falls below 0 or above 255.
  for (let at = 0; at < plain.data.length; at += 1)
    plain.data[at] += edges * (plain.data[at] - blurred.data[at])
  return plain
}

/** Shows the camera in `video` and gives what it reads to `onCode`, until the function that it gives is called. */
export async function openCamera(video, parts, onCode) {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1080 } },
  })
  video.srcObject = stream
  await video.play()
  const reader = await openDetector(parts)
  const seen = new Map()
  let looks = 0
  let isOpen = true
  const isNew = (code) => {
    const last = seen.get(code)
    return !last || (performance.now() - last.at >= forgottenAfter && looks - last.look > looksWithout)
  }
  const look = async () => {
    if (!isOpen) return
    const codes = await readCodes(reader, video).catch(() => [])
    const code = bestOf(codes, { width: video.videoWidth, height: video.videoHeight })
    looks += 1
    if (code && isNew(code.rawValue)) onCode(code.rawValue)
    if (code) seen.set(code.rawValue, { at: performance.now(), look: looks })
    setTimeout(() => void look(), pause)
  }
  void look()
  return () => {
    isOpen = false
    for (const track of stream.getTracks()) track.stop()
    video.srcObject = null
  }
}
