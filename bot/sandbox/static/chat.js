// One person's chat on the screen: keeps the lines of everybody, shows those of the chosen one.

import {divider, draw} from './lines.js';

const list = document.getElementById('lines');
const scroll = document.getElementById('scroll');
const down = document.getElementById('down');
const NEAR = 80;

const kept = new Map();
let shown = '';
let pressed = () => {};

export const onPress = handler => { pressed = handler; };
export const isEmpty = user => !kept.get(user)?.size;
export const last = user => Array.from(kept.get(user)?.values() ?? []).at(-1)?.number ?? 0;

export function forget() {
  kept.clear();
  list.replaceChildren();
}

// Takes the lines that are new or changed; the chosen person's go straight to the screen.
export function take(user, lines) {
  if (!kept.has(user)) kept.set(user, new Map());
  const near = isNear();
  for (const line of lines) {
    const before = kept.get(user).get(line.ref);
    const previous = before ? null : Array.from(kept.get(user).values()).at(-1);
    kept.get(user).set(line.ref, line);
    if (user !== shown) continue;
    if (before) redraw(line);
    else append(line, previous);
  }
  if (user === shown) near || lines.at(-1)?.mine ? toEnd() : toggleDown();
}

export function show(user) {
  shown = user;
  list.ariaBusy = 'true';
  list.replaceChildren();
  let previous = null;
  for (const line of kept.get(user)?.values() ?? []) {
    append(line, previous);
    previous = line;
  }
  list.ariaBusy = 'false';
  toEnd();
}

// The pressed button goes with the old line; the keyboard's focus must not go with it.
function redraw(line) {
  const old = list.querySelector(`[data-ref="${CSS.escape(line.ref)}"]`);
  const focused = old?.contains(document.activeElement);
  const made = draw(line, pressed);
  old?.replaceWith(made);
  if (focused) (made.querySelector('.key') ?? scroll).focus();
}

function append(line, previous) {
  if (line.day !== previous?.day) list.append(divider(line.day));
  const item = draw(line, pressed);
  for (const image of item.querySelectorAll('img')) {
    const near = isNear();
    image.addEventListener('load', () => near && toEnd(), {once: true});
  }
  list.append(item);
}

const isNear = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR;
const toggleDown = () => { down.hidden = isNear(); };

export function toEnd() {
  scroll.scrollTop = scroll.scrollHeight;
  down.hidden = true;
}

scroll.addEventListener('scroll', toggleDown, {passive: true});
down.addEventListener('click', toEnd);
new ResizeObserver((() => {
  let height = scroll.clientHeight;
  return () => {
    // A keyboard or the composer grew: what stood at the end stays there.
    const wasNear = scroll.scrollHeight - scroll.scrollTop - height < NEAR;
    height = scroll.clientHeight;
    if (wasNear) toEnd();
  };
})()).observe(scroll);
