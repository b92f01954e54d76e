//! The options of `luoshi serve`: every setting of the site by its name, and the file they may stand in.

use crate::i18n::Words;
use clap::{Arg, ArgMatches, Command, value_parser};
use luoshi_web::{Settings, SettingsError};
use std::path::PathBuf;

pub(super) fn command(sub: &impl Fn(&'static str, &str) -> Command) -> Command {
    let mut command =
        sub("serve", "help.serve").arg(Arg::new("config").long("config").value_parser(value_parser!(PathBuf)));
    for (name, flag) in Settings::NAMES.into_iter().zip(Settings::FLAGS) {
        command = command.arg(Arg::new(name).long(flag).value_name("VALUE"));
    }
    command
}

/// File, environment, flags: the later wins.
pub(super) fn parse(m: &ArgMatches, words: &Words) -> Result<Settings, String> {
    let mut settings = Settings { unpack: crate::apart::unpack(), ..Settings::default() };
    let read = |settings: &mut Settings| -> Result<(), SettingsError> {
        let file = m.get_one::<PathBuf>("config").cloned();
        if let Some(file) = file.or_else(|| std::env::var_os("LUOSHI_CONFIG").map(PathBuf::from)) {
            settings.read(&file)?;
        }
        settings.read_environment(|name| std::env::var(name).ok())?;
        for (name, flag) in Settings::NAMES.into_iter().zip(Settings::FLAGS) {
            if let Some(value) = m.get_one::<String>(name) {
                settings.set(name, value, &format!("--{flag}"))?;
            }
        }
        Ok(())
    };
    read(&mut settings).map_err(|e| e.to_string())?;
    if settings.data.is_empty() {
        return Err(words.fill("usage.needs", &[("what", "--data")]));
    }
    Ok(settings)
}
