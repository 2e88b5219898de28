/* Sends the form of a page that stands between two others. Without it, and for an answer without state, somebody presses the button. */
const form = document.querySelector('[data-go-on]')
if (form?.elements.state) form.requestSubmit()
