package moonlet.node;

import moonlet.protocol.Pid;

import java.util.List;

/**
 * One process, with what costs more to find out.
 *
 * @param line of Lua code that it is at, such as {@code worker.lua:12}, or null
 * @param monitors whom it monitors
 * @param monitoredBy who monitors it
 */
public record ProcessDetail(
        ProcessView view,
        String line,
        List<Pid> links,
        List<Pid> monitors,
        List<Pid> monitoredBy) {}
