/** What a shell runs once to know the completions. Words are handed over as they are, and never evaluated. */
export const completionScripts = {
  bash: `_strowger() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    COMPREPLY+=("\${line%%$'\\t'*}")
  done < <(strowger __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  if [[ "\${COMP_WORDS[COMP_CWORD]}" == = || ( COMP_CWORD -gt 0 && "\${COMP_WORDS[COMP_CWORD-1]}" == = ) ]]; then
    COMPREPLY=("\${COMPREPLY[@]#*=}")
  fi
}
complete -o default -F _strowger strowger
`,
  zsh: `#compdef strowger
_strowger() {
  local line value help
  local -a found
  for line in "\${(@f)$(strowger __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    [[ -n $line ]] || continue
    value="\${\${line%%$'\\t'*}//:/\\\\:}" help="\${line#*$'\\t'}"
    found+=("$value\${help:+:$help}")
  done
  if (( \${#found} )); then _describe strowger found; else _files; fi
}
compdef _strowger strowger
`,
  fish: `function __strowger_complete
  set -l words (commandline -opc) (commandline -ct)
  set -l found (strowger __complete $words[2..-1] 2>/dev/null)
  if test (count $found) -gt 0
    printf '%s\\n' $found
  else
    __fish_complete_path (commandline -ct)
  end
end
complete -c strowger -f -a '(__strowger_complete)'
`,
} as const;

export type Shell = keyof typeof completionScripts;
export const shells = Object.keys(completionScripts) as Shell[];
