package org.criumatrix.program;

/**
 * A program that talks to the dumped one and stays outside: it must not notice anything.
 *
 * @param command a command of the shell
 * @param ready a regular expression: once a line of its output has it, the dump may begin
 */
public record Client(String command, String ready) {}
