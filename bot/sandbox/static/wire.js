// The calls to Vekha: deeds go out as POSTs, everything new comes in by one long poll.

export class Refusal extends Error {
  constructor(status) {
    super(`refused with ${status}`);
    this.status = status;
  }
}

async function answered(response) {
  if (!response.ok) throw new Refusal(response.status);
  return response.json();
}

export async function post(path, body) {
  return answered(await fetch(`sandbox/${path}`, {
    method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body),
  }));
}

export async function upload(user, caption, files) {
  const form = new FormData();
  form.append('user', user);
  form.append('caption', caption);
  for (const file of files) form.append('file', file, file.name);
  return answered(await fetch('sandbox/upload', {method: 'POST', headers: {'X-Sandbox': '1'}, body: form}));
}

const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

// Calls `news` with each answer and `lost` with whether the connection is gone. A new `boot` means that Vekha was
// started anew and remembers nothing of this page.
export async function listen(news, lost) {
  let boot = '';
  let revision = 0;
  let wait = 500;
  for (;;) {
    try {
      const query = new URLSearchParams({boot, since: revision});
      const answer = await answered(await fetch(`sandbox/changes?${query}`, {cache: 'no-store'}));
      lost(false);
      news(answer, answer.boot !== boot);
      ({boot, revision} = answer);
      wait = 500;
    } catch (problem) {
      if (!(problem instanceof TypeError || problem instanceof Refusal)) console.error(problem);
      lost(true);
      await pause(wait);
      wait = Math.min(wait * 2, 5000);
    }
  }
}
