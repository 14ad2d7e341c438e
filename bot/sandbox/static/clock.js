// The rehearsal clock: shows programme time and turns it.

import {WORDS} from './words.js';
import {post, Refusal} from './wire.js';

const date = document.getElementById('date');
const time = document.getElementById('time');
const play = document.getElementById('play');
const speed = document.getElementById('speed');
const turners = ['next-day', 'next-message', 'play'].map(id => document.getElementById(id));

let playing = false;
let busy = false;
let complain = () => {};

export function start(toast) {
  complain = toast;
  turners[0].addEventListener('click', () => turn({turn: 'days', days: 1}));
  turners[1].addEventListener('click', async () => {
    const answer = await turn({turn: 'next'});
    if (answer && !answer.moved) complain(WORDS.nothing_ahead);
  });
  play.addEventListener('click', () => turn(playing ? {turn: 'pause'} : started()));
  speed.addEventListener('change', () => playing && turn(started()));
}

const started = () => ({turn: 'play', speed: Number(speed.value)});

export function draw(clock) {
  if (date.textContent !== clock.date) date.textContent = clock.date;
  if (time.textContent !== clock.time) time.textContent = clock.time;
  playing = clock.playing;
  play.textContent = playing ? '⏸\uFE0E' : '▶\uFE0E';
  play.ariaLabel = play.title = playing ? WORDS.pause : WORDS.play;
  still(busy || clock.turning);
}

// Not `disabled`: the button would lose the focus that the next press needs.
function still(wait) {
  for (const button of turners) button.ariaDisabled = String(wait);
  document.getElementById('clock').classList.toggle('turning', wait);
}

async function turn(body) {
  if (busy) return null;
  busy = true;
  still(true);
  try {
    return await post('clock', body);
  } catch (problem) {
    complain(problem instanceof Refusal && problem.status === 409 ? WORDS.turning : WORDS.failed);
    return null;
  } finally {
    busy = false;
    still(false);
  }
}
