//! Starts programs: quietly with a sign of life, line by line as they print, or to ask a question.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

/// What a step gives, or why it could not, as text for the person at the terminal.
pub(crate) type Outcome<T = ()> = Result<T, String>;

/// How long a step may be silent.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

/// Says what begins now.
pub(crate) fn announce(title: &str) {
    eprintln!("==> {title}");
}

/// Runs a long step. Its output is shown only if it fails; until then one line every 15 s says how far it is.
pub(crate) fn step(title: &str, command: &mut Command) -> Outcome {
    announce(title);
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|why| format!("{title}: cannot start {}: {why}", describe(command)))?;
    let (sender, lines) = mpsc::channel();
    forward(child.stdout.take(), sender.clone());
    forward(child.stderr.take(), sender);

    let mut output: Vec<String> = Vec::new();
    let mut shown = start;
    loop {
        match lines.recv_timeout(SIGN_OF_LIFE.saturating_sub(shown.elapsed())) {
            Ok(line) => output.push(line),
            Err(RecvTimeoutError::Timeout) => {
                eprintln!("    {}  {}", duration(start.elapsed()), output.last().map_or("", |line| line.trim()));
                shown = Instant::now();
            }
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    let status = child.wait().map_err(|why| format!("{title}: {why}"))?;
    if status.success() {
        eprintln!("    done in {}", duration(start.elapsed()));
        return Ok(());
    }
    for line in output {
        eprintln!("    {line}");
    }
    Err(format!("{title}: {} gave {status}", describe(command)))
}

/// Runs a program whose output is for the reader, and gives its status and the lines of its standard output.
pub(crate) fn stream(command: &mut Command) -> Outcome<(ExitStatus, Vec<String>)> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|why| format!("cannot start {}: {why}", describe(command)))?;
    let (sender, lines) = mpsc::channel();
    forward(child.stdout.take(), sender);
    let lines = lines.iter().inspect(|line| println!("{line}")).collect();
    let status = child.wait().map_err(|why| format!("{}: {why}", describe(command)))?;
    Ok((status, lines))
}

/// What a program answers on its standard output, if it can be started and succeeds.
pub(crate) fn ask(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// `5 s` or `2 min 18 s`.
pub(crate) fn duration(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 0..60 => format!("{seconds} s"),
        seconds => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

fn forward(pipe: Option<impl Read + Send + 'static>, lines: Sender<String>) {
    let Some(pipe) = pipe else { return };
    thread::spawn(move || {
        for line in BufReader::new(pipe).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).trim_end_matches('\r').to_owned();
            if lines.send(line).is_err() {
                break;
            }
        }
    });
}

fn describe(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    format!("`{}`", words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_reads_like_a_clock() {
        assert_eq!(duration(Duration::from_millis(59_999)), "59 s");
        assert_eq!(duration(Duration::from_secs(138)), "2 min 18 s");
        assert_eq!(duration(Duration::from_secs(3605)), "60 min 05 s");
    }

    #[test]
    fn lines_are_collected_with_the_status() {
        let (status, lines) = stream(Command::new("cargo").arg("--version")).unwrap();
        assert!(status.success());
        assert!(lines[0].starts_with("cargo "), "{lines:?}");
    }

    #[test]
    fn a_failed_step_names_its_command() {
        let why = step("Doing it", Command::new("cargo").arg("--no-such-flag")).unwrap_err();
        assert!(why.starts_with("Doing it: `cargo --no-such-flag` gave "), "{why}");
    }

    #[test]
    fn a_program_that_is_not_there_answers_nothing() {
        assert_eq!(ask(&mut Command::new("no-such-program-anywhere")), None);
    }
}
