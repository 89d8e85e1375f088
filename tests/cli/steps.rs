//! A program that is followed step by step: each time it is about to open or change something on the disk,
//! the test may end it, let that fail, or change something itself. So moments are counted, never timed, and a
//! full disk needs no disk. Linux stops the program there (ptrace), for which nobody needs a privilege.

use std::io;
use std::os::unix::process::CommandExt;
use std::process::Command;

use libc::{c_int, c_long, pid_t};

/// What the program is about to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Open a file or a folder to read it.
    Open,
    /// Make a file or a folder, or write to one: what needs room.
    Write,
    /// Give something another name, or remove it.
    Move,
}

/// What the test does about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Lets it.
    Go,
    /// Ends the program before it does.
    Kill,
    /// Lets it fail with this error of the system.
    Fail(c_int),
}

/// How the program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// By itself, with this status.
    By(c_int),
    /// By this signal.
    Signal(c_int),
}

/// Follows a program to its end; `at` is asked at each step.
#[allow(unsafe_code, reason = "nothing safe follows a process")]
#[expect(clippy::zombie_processes, reason = "its end is waited for below, with that of its threads")]
pub fn follow(mut command: Command, mut at: impl FnMut(Step) -> Action) -> Ended {
    let traced = || match unsafe { libc::ptrace(libc::PTRACE_TRACEME, 0, 0, 0) } {
        -1 => Err(io::Error::last_os_error()),
        _ => Ok(()),
    };
    // SAFETY: one system call between fork and exec.
    let child = unsafe { command.pre_exec(traced) }.spawn().expect("the program, followed by ptrace");
    let pid = pid_t::try_from(child.id()).unwrap();
    let mut tracer = Tracer { pid, failing: Vec::new() };
    assert_eq!(tracer.wait(pid), Some((pid, libc::SIGTRAP << 8 | 0x7F)), "it stops when it begins");
    let options = libc::PTRACE_O_TRACESYSGOOD | libc::PTRACE_O_TRACECLONE | libc::PTRACE_O_EXITKILL;
    tracer.ask(libc::PTRACE_SETOPTIONS, pid, options.into());
    tracer.ask(libc::PTRACE_SYSCALL, pid, 0);
    loop {
        let (thread, status) = tracer.wait(-1).expect("the program is still there");
        if libc::WIFEXITED(status) || libc::WIFSIGNALED(status) {
            match thread == pid {
                true if libc::WIFEXITED(status) => return Ended::By(libc::WEXITSTATUS(status)),
                true => return Ended::Signal(libc::WTERMSIG(status)),
                false => continue,
            }
        }
        let signal = match libc::WSTOPSIG(status) {
            stopped if stopped == libc::SIGTRAP | 0x80 => {
                tracer.at_call(thread, &mut at);
                0
            }
            // A new thread, or the event of one.
            libc::SIGTRAP | libc::SIGSTOP => 0,
            other => other,
        };
        tracer.ask(libc::PTRACE_SYSCALL, thread, signal.into());
    }
}

struct Tracer {
    pid: pid_t,
    /// The threads whose call was taken away, each with the error that it gets.
    failing: Vec<(pid_t, c_int)>,
}

#[allow(unsafe_code, reason = "nothing safe follows a process")]
impl Tracer {
    /// The next thread of this process that stopped, and how. Only what this thread follows is waited for.
    fn wait(&self, which: pid_t) -> Option<(pid_t, c_int)> {
        let mut status = 0;
        // SAFETY: `status` is there to be written to.
        let thread = unsafe { libc::waitpid(which, &raw mut status, libc::__WALL | libc::__WNOTHREAD) };
        (thread > 0).then_some((thread, status))
    }

    /// Asks something of a stopped thread; one that was killed meanwhile hears nothing.
    fn ask(&self, request: libc::c_uint, thread: pid_t, data: c_long) {
        // SAFETY: none of these requests writes to this process.
        unsafe { libc::ptrace(request, thread, 0, data) };
    }

    fn at_call(&mut self, thread: pid_t, at: &mut impl FnMut(Step) -> Action) {
        // SAFETY: numbers only.
        let mut info: libc::ptrace_syscall_info = unsafe { std::mem::zeroed() };
        let room = size_of::<libc::ptrace_syscall_info>();
        // SAFETY: `info` has as much room as is said.
        let got = unsafe { libc::ptrace(libc::PTRACE_GET_SYSCALL_INFO, thread, room, &raw mut info) };
        if got <= 0 {
            return;
        }
        if info.op == libc::PTRACE_SYSCALL_INFO_EXIT {
            if let Some(known) = self.failing.iter().position(|(failing, _)| *failing == thread) {
                let (_, error) = self.failing.swap_remove(known);
                self.set_result(thread, -c_long::from(error));
            }
            return;
        }
        // SAFETY: at the beginning of a call, this is what the union holds.
        let call = unsafe { info.u.entry };
        let number = c_long::try_from(call.nr).unwrap_or_default();
        let flags = match number {
            libc::SYS_open => call.args[1],
            libc::SYS_openat => call.args[2],
            // Its flags are the first word of a structure.
            libc::SYS_openat2 => self.word(thread, call.args[2]),
            _ => 0,
        };
        let Some(step) = step(number, flags, call.args[0]) else { return };
        match at(step) {
            Action::Go => {}
            Action::Kill => drop(unsafe { libc::kill(self.pid, libc::SIGKILL) }),
            Action::Fail(error) => {
                self.take_away(thread);
                self.failing.push((thread, error));
            }
        }
    }

    /// Lets a call do nothing.
    fn take_away(&self, thread: pid_t) {
        self.set_register(thread, libc::ORIG_RAX, -1);
    }

    fn set_result(&self, thread: pid_t, result: c_long) {
        self.set_register(thread, libc::RAX, result);
    }

    fn set_register(&self, thread: pid_t, register: c_int, value: c_long) {
        let place = usize::try_from(register).unwrap() * size_of::<c_long>();
        // SAFETY: writes a register of the stopped thread, and nothing here.
        let done = unsafe { libc::ptrace(libc::PTRACE_POKEUSER, thread, place, value) };
        assert_eq!(done, 0, "a register of the program cannot be set");
    }

    /// A word of the program's memory.
    fn word(&self, thread: pid_t, address: u64) -> u64 {
        // SAFETY: reads the memory of the stopped program, and writes nothing.
        let word = unsafe { libc::ptrace(libc::PTRACE_PEEKDATA, thread, address, 0) };
        word.cast_unsigned()
    }
}

/// What a call does to the disk, by its number, how it opens a file, and its first argument.
fn step(number: c_long, flags: u64, first: u64) -> Option<Step> {
    /// Standard input, output and error are no disk.
    const STREAMS: u64 = 3;
    match number {
        libc::SYS_open | libc::SYS_openat | libc::SYS_openat2 => {
            let makes = flags & u64::from((libc::O_CREAT | libc::O_TRUNC).cast_unsigned()) != 0;
            Some(if makes { Step::Write } else { Step::Open })
        }
        libc::SYS_write | libc::SYS_pwrite64 | libc::SYS_writev | libc::SYS_ftruncate => {
            (first >= STREAMS).then_some(Step::Write)
        }
        libc::SYS_mkdir | libc::SYS_mkdirat | libc::SYS_creat | libc::SYS_copy_file_range => {
            Some(Step::Write)
        }
        libc::SYS_rename | libc::SYS_renameat | libc::SYS_renameat2 => Some(Step::Move),
        libc::SYS_unlink | libc::SYS_unlinkat | libc::SYS_rmdir => Some(Step::Move),
        _ => None,
    }
}
