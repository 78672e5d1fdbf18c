# Says what stands before the cursor: the command, or nothing, and then the words after it. Fails where npx runs something else.
function __stowage_typed
    set -l words (commandline -opc)
    if test (string replace -r '.*/' '' -- "$words[1]") = npx
        set -e words[1]
        while string match -q -- '-*' "$words[1]"
            set -e words[1]
        end
        test "$words[1]" = stowage; or return 1
    end
    set -e words[1]
    set -l valued
    for word in $words
        if set -q valued[1]
            set -e valued
        else if contains -- $word $__stowage_valued
            set valued yes
        else if not string match -q -- '-*' $word
            echo $word
        end
    end
    return 0
end

function __stowage_runs
    __stowage_typed >/dev/null
end

function __stowage_wants_command
    set -l typed (__stowage_typed); or return 1
    test (count $typed) = 0
end

# __stowage_wants_word COMMAND
function __stowage_wants_word
    set -l typed (__stowage_typed); or return 1
    test (count $typed) = 1; and test $typed[1] = $argv[1]
end

# __stowage_takes OPTION COMMAND...: whether it may follow. The last word may be that option, whose value is being typed.
function __stowage_takes
    set -l typed (__stowage_typed); or return 1
    set -l words (commandline -opc)
    contains -- $words[-1] $__stowage_valued; and set -e words[-1]
    string match -q -- "$argv[1]=*" $words; and return 1
    contains -- $argv[1] $words; and return 1
    test (count $typed) = 0; or contains -- $typed[1] $argv[2..-1]
end
