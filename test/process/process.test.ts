// The tests of the program as a process, in one file, because they wait more than they work: they run beside each other.
import "./demo.ts";
import "./life.ts";
import "./platforms.ts";
import "./start.ts";
