// What a command says when reading an index kills it. A damaged table that nobody wrote to passes
// glance_at_files(), and the engine, which trusts its tables, may run wild in it.
#pragma once

namespace medlar {

/// From here on a crash ends with exit status 3 and a hint to run medlar check, not with a signal;
/// with 4 where memory has run out before, for libraries crash of that as well.
/// In every thread. For commands that ask an index once; the server verifies its files, and is
/// better off with a core dump.
void notice_crashes();

}  // namespace medlar
