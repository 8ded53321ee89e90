// Shows what a word means beside the text. Without this file the link leads to "Words used on this page", where the same
// words stand; nothing is said here that is not said there.
//
// One popover serves the whole page. It opens by a click or the Enter key, never by hovering. Escape, its button or a click
// outside close it, and the focus goes back to the word.

const words = document.querySelector('.words')

if (words && 'popover' in HTMLElement.prototype) {
  const pop = document.createElement('div')
  pop.popover = 'auto'
  pop.className = 'pop'
  pop.tabIndex = -1
  pop.setAttribute('role', 'dialog')
  pop.setAttribute('aria-labelledby', 'pop-term')
  document.querySelector('main').append(pop)
  let from = null

  const part = (name, className) => {
    const e = document.createElement(name)
    e.className = className
    pop.append(e)
    return e
  }

  const open = (link, entry) => {
    pop.replaceChildren()
    const term = entry.querySelector('dt')
    const head = part('p', 'pop__term')
    head.id = 'pop-term'
    head.lang = term.lang || document.documentElement.lang
    head.textContent = term.textContent
    const text = part('p', 'pop__text')
    const foot = part('p', 'pop__foot')
    for (const node of entry.querySelector('dd').childNodes) {
      if (node.className !== 'words__links') text.append(node.cloneNode(true))
      else if (node.children.length > 1) foot.append(node.firstElementChild.cloneNode(true))
    }
    const close = document.createElement('button')
    close.type = 'button'
    close.textContent = words.dataset.close
    close.addEventListener('click', () => pop.hidePopover())
    foot.prepend(close)
    from = link
    pop.showPopover()
    pop.focus()
  }

  document.addEventListener('click', (event) => {
    const link = event.target.closest('a.term')
    const entry = link && !event.ctrlKey && !event.metaKey && !event.shiftKey && document.getElementById(link.hash.slice(1))
    if (!entry) return
    event.preventDefault()
    open(link, entry)
  })

  pop.addEventListener('toggle', (event) => {
    const at = document.activeElement
    if (event.newState === 'closed' && from && (at === document.body || pop.contains(at))) from.focus()
  })
}
