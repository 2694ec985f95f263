package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.node.cli.Shell.Seen;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code moonlet:test}, seen from the programs that use it. */
class LuaTestLibraryTest {
    private static final String IMPORT =
            ", meta: {type: test}, modules: [time], imports: {test: moonlet:test}";

    @TempDir private Path folder;
    private Shell shell;

    @BeforeEach
    void an_application() {
        shell = new Shell(folder).yaml(Shell.HOST);
    }

    /** An application with a test of this text. */
    private Shell lua(String text) {
        return shell.entry("t", "function.lua", IMPORT, "")
                .file("t.lua", text + "\nreturn {main = test.run}\n");
    }

    /** What is printed of a case with this body, without its title. */
    private String failure(String body) {
        String out = lua("test.it('c', function() " + body + " end)").run("test").outWithoutTimes();
        String title = "not ok app:t c: t.lua:1: ";
        assertTrue(out.startsWith(title), out);
        return out.substring(title.length(), out.lastIndexOf("\n0 passed, 1 failed\n"));
    }

    @Test
    void a_peer_leaves_neither_its_name_nor_an_event_to_the_next_case() {
        Seen seen =
                lua("""
                        for i = 1, 3 do
                          test.it(tostring(i), function()
                            process.monitor(test.peer('same'):pid())
                            local more = channel.select({process.events():case_receive(), default = true})
                            test.equal(true, more.default)
                          end)
                        end""")
                        .run("test");
        assertEquals(
                "ok app:t 1\nok app:t 2\nok app:t 3\n3 passed, 0 failed\n", seen.outWithoutTimes());
    }

    @Test
    void cases_are_named_by_their_blocks_and_counted() {
        Seen seen =
                lua("""
                        test.it('alone', function() end)
                        test.describe('a', function()
                          test.describe('b', function() test.it('c', function() test.equal(1, 1) end) end)
                          test.it('d', function() error('no', 0) end)
                        end)""")
                        .run("test");
        assertEquals(
                "ok app:t alone\nok app:t a > b > c\nnot ok app:t a > d: t.lua:4: no\n"
                        + "2 passed, 1 failed\n",
                seen.outWithoutTimes());
        assertEquals(1, seen.exitCode());
    }

    @Test
    void hooks_run_around_every_case_from_the_outermost_to_it_and_back() {
        Seen seen =
                lua("""
                        local seen = ''
                        local function add(x) return function() seen = seen .. x end end
                        test.before_each(add('1'))
                        test.after_each(add('4'))
                        test.describe('in', function()
                          test.before_each(add('2'))
                          test.after_each(add('3'))
                          test.it('fails', function() seen = seen .. 'x'; error('x') end)
                        end)
                        test.it('sees', function() test.equal(seen, '12x341') end)""")
                        .run("test");
        assertTrue(
                seen.outWithoutTimes().endsWith("ok app:t sees\n1 passed, 1 failed\n"), seen.out());
    }

    @Test
    void long_texts_are_shown_around_the_first_difference() {
        String seen =
                failure(
                        "local s = string.rep('a', 5000) test.equal(s .. 'found' .. s, s .. 'wanted')");
        assertTrue(seen.startsWith("not equal, from byte 5001 on\n"), seen);
        assertTrue(seen.contains("expected ...\"aaaa") && seen.contains("awanted\" of 5006"), seen);
        assertTrue(seen.contains("found    ...\"aaaa") && seen.contains("afoundaaaa"), seen);
    }

    @Test
    void long_texts_in_tables_are_shown_around_the_first_difference() {
        String seen =
                failure(
                        "local s = string.rep('a', 5000) test.equal({k = s .. 'x'}, {k = s .. 'y'})");
        assertTrue(seen.contains("ax\" of 5001") && seen.contains("ay\" of 5001"), seen);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "test.equal(1, 2)                            | expected 2, found 1",
                "test.equal('a\\nb', 'a', 'why')             | why: expected \"a\", found \"a\\nb\"",
                "test.equal(nil, {})                         | expected {}, found nil",
                "test.not_equal({1}, {1})                    | expected something else than {\\n      [1] = 1,\\n    }",
                "test.is_true(1)                             | expected true, found 1",
                "test.is_false(nil)                          | expected false, found nil",
                "test.is_nil(false)                          | expected nil, found false",
                "test.not_nil(nil)                           | expected a value, found nil",
                "test.matches('abc', '^b')                   | expected a text that matches \"^b\", found \"abc\"",
                "test.contains('abc', 'd')                   | expected something with \"d\" in it, found \"abc\"",
                "test.near(1.5, 1, 0.1)                      | expected 1 within 0.1, found 1.5",
                "test.has_error(function() return 5 end)     | expected an error, found 5",
                "test.has_error(function() error('a') end, 'b') | expected an error \"b\", found \"t.lua:1: a\"",
                "test.no_error(process.send('nobody', 't'))  | expected no error, found error NotFound \"could not resolve 'nobody' as PID or registered name\"",
                "test.fail('so')                             | so",
                "error({})                                   | (error object is a table value)",
                "return nil, 'so'                            | ",
                "return false                                | ",
                "test.it('x', print)                         | test.it was called while the cases run; call it before test.run",
                "test.peer('n') test.peer('n')               | test.peer: name already registered",
                "test.peer(5)                                | bad argument #1 to 'peer' (string expected, got number)",
                "test.peer():expect()                        | bad argument #1 to 'expect' (string expected, got nil)",
                "test.peer():send('x')                       | bad argument #2 to 'send' (string expected, got nil)",
                "test.matches('x')                           | bad argument #2 to 'matches' (string expected, got nil)",
                "test.peer():expect('a', 'zz')               | bad argument #2 to 'expect' (number expected, as in 1h30m, in duration \"zz\")",
                "test.near(1, nil)                           | bad argument #2 to 'near' (number expected, got nil)",
                "test.contains('a nil b', nil)               | bad argument #2 to 'contains' (value expected, got nil)",
                "test.has_error(5)                           | bad argument #1 to 'has_error' (function expected, got number)",
                "test.peer():finish(print)                   | a function cannot be sent",
                "local p = test.peer() for i = 1, 10001 do process.send(p:pid(), 'm', i) end p:received() | this peer keeps 10000 messages; it got 1 more, which are lost",
                "test.peer():expect('a', '1ms')              | expected a message \"a\" within 1ms, got nothing",
                "test.advance(-1)                            | bad argument #1 to 'advance' (duration must be >= 0)",
            })
    void a_failed_assertion_names_the_line_of_the_test(String body, String text) {
        if (text == null) {
            String out =
                    lua("test.it('c', function() " + body + " end)").run("test").outWithoutTimes();
            assertTrue(out.startsWith("not ok app:t c: "), out);
        } else {
            String seen = failure(body);
            assertTrue(seen.startsWith(text.replace("\\n   ", "\n   ")), seen);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "test.equal({a = {1, {}}, b = 0/0}, {b = 0/0, a = {1, {}}})",
                "local a, b = {}, {} a.x, b.x = a, b test.equal(a, b)",
                "test.equal(errors.new('a'), errors.new('a'))",
                "test.equal(test.has_error(function() return nil, 'x' end, 'x'), 'x')",
                "test.has_error(function() return process.send('no', 't') end, errors.NOT_FOUND)",
                "test.near(0.1 + 0.2, 0.3) test.contains({1, {2}}, {2}) test.matches('ab', 'b$')",
                "test.equal(test.no_error(5), 5) test.equal(test.not_nil(6), 6)",
            })
    void assertions_that_hold_say_nothing(String body) {
        Seen seen = lua("test.it('c', function() " + body + " end)").run("test");
        assertEquals("ok app:t c\n1 passed, 0 failed\n", seen.outWithoutTimes());
    }

    @Test
    void tables_are_shown_where_they_differ() {
        assertEquals(
                """
                not equal (- expected, + found)
                      {
                        a = {
                          x = {
                    -       [2] = "b",
                    +       [2] = {
                    +         n = 1,
                    +       },
                            ... 1 more, equal
                          },
                        },
                    +   c = true,
                        ... 1 more, equal
                      }""",
                failure(
                        "test.equal({a = {x = {1, {n = 1}}}, b = 2, c = true},"
                                + " {a = {x = {1, 'b'}}, b = 2})"));
    }

    @Test
    void an_error_in_other_code_names_both_lines() {
        shell.entry("lib", "library.lua", "", "").file("lib.lua", "\nreturn function() no() end\n");
        Seen seen =
                shell.entry(
                                "t",
                                "function.lua",
                                ", meta: {type: test}, imports: {test: moonlet:test, lib: app:lib}",
                                "")
                        .file(
                                "t.lua",
                                "test.it('c', function()\n lib() print() end)\n"
                                        + "return test.run\n")
                        .run("test");
        assertEquals(
                "not ok app:t c: lib.lua:2: attempt to call global 'no' (a nil value)\n"
                        + "      called at t.lua:2\n0 passed, 1 failed\n",
                seen.outWithoutTimes());
    }

    @Test
    void a_case_that_hangs_is_named() {
        Seen seen =
                lua("test.it('a', print) test.it('b', function() channel.new():receive() end)")
                        .run("test", "--timeout", "2s");
        assertEquals(
                "ok app:t a\nnot ok app:t b: no result within 2000 ms (--timeout)\n"
                        + "1 passed, 1 failed\n",
                seen.outWithoutTimes());
    }

    @Test
    void time_moves_for_everything_in_its_order() {
        Seen seen =
                lua("""
                        test.it('moves', function()
                          local seen, start = {}, time.now()
                          local pid = process.spawn('app:sleeper', 'app:processes', process.pid())
                          local ticks = time.ticker('3s')
                          coroutine.spawn(function()
                            for _ = 1, 2 do ticks:channel():receive() table.insert(seen, 'tick') end
                          end)
                          local naps = process.listen('nap')
                          coroutine.spawn(function()
                            while true do table.insert(seen, (naps:receive())) end
                          end)
                          test.advance('10s')
                          test.equal(seen, {'nap 2', 'tick', 'nap 4', 'tick', 'nap 6'})
                          test.equal(time.now():sub(start):seconds() >= 10, true)
                          local now = time.now()
                          test.equal(time.now(), now, 'time stands still')
                          test.advance('1h')
                          test.equal(time.now():sub(now), time.parse_duration('1h'))
                          test.equal(os.time(), now:unix() + 3600)
                        end)
                        test.it('runs by itself again', function() time.sleep('1ms') end)""")
                        .entry(
                                "sleeper",
                                "process.lua",
                                ", modules: [time]",
                                "local to = ... for i = 2, 6, 2 do time.sleep('2s')"
                                        + " process.send(to, 'nap', 'nap ' .. i) end")
                        .run("test", "--timeout", "10s");
        assertEquals(
                "ok app:t moves\nok app:t runs by itself again\n2 passed, 0 failed\n",
                seen.outWithoutTimes());
    }

    @Test
    void a_send_to_a_full_mailbox_gives_up_when_its_time_has_come() {
        Seen seen =
                lua("""
                        test.it('gives up', function()
                          local deaf = process.spawn('app:deaf', 'app:processes')
                          process.send(deaf, 't')
                          local problem
                          coroutine.spawn(function() _, problem = process.send(deaf, 't') end)
                          test.advance('4s')
                          test.is_nil(problem)
                          test.advance('1s')
                          test.equal(problem:kind(), errors.UNAVAILABLE)
                        end)""")
                        .entry(
                                "deaf",
                                "process.lua",
                                ", limits: {mailboxMessagesMax: 1}",
                                "channel.new():receive()")
                        .run("test", "--timeout", "10s");
        assertEquals("ok app:t gives up\n1 passed, 0 failed\n", seen.outWithoutTimes());
    }

    @Test
    void a_peer_records_what_it_is_sent_and_sends() {
        Seen seen =
                lua("""
                        test.it('talks', function()
                          local store = test.peer('store')
                          local pid = test.no_error(process.spawn('app:client', 'app:processes'))
                          local got, from = store:expect('get')
                          test.equal(got, {key = 'k'})
                          test.equal(from, pid)
                          test.no_error(store:send(pid, 'answer', 1, nil, 3))
                          test.equal(store:expect('thanks', '2s'), {1, nil, 3})
                          test.equal(store:received(), {
                            {topic = 'get', from = pid, payload = {key = 'k'}},
                            {topic = 'thanks', from = pid, payload = {1, nil, 3}},
                          })
                          test.equal(process.registry.lookup('store'), store:pid())
                        end)
                        test.it('is gone afterwards', function()
                          local deadline = time.now():add('5s')
                          while process.registry.lookup('store') and time.now():before(deadline) do
                            time.sleep('1ms')
                          end
                          test.is_nil((process.registry.lookup('store')))
                        end)
                        test.it('crashes', function()
                          local peer = test.peer()
                          process.monitor(peer:pid())
                          peer:crash('boom')
                          local event = process.events():receive()
                          test.equal(tostring(event.error), 'boom')
                          test.has_error(function() peer:received() end, 'this peer has ended')
                        end)
                        test.it('finishes', function()
                          local peer = test.peer()
                          process.monitor(peer:pid())
                          process.cancel(peer:pid())
                          test.equal(peer:expect('pid.cancel').kind, process.event.CANCEL)
                          peer:finish({1})
                          test.equal(process.events():receive().result.value, {1})
                        end)""")
                        .process(
                                "client",
                                "process.send('store', 'get', {key = 'k'}) local c ="
                                        + " process.listen('answer') process.send('store', 'thanks',"
                                        + " (c:receive()))")
                        .run("test", "--timeout", "10s");
        assertEquals(
                "ok app:t talks\nok app:t is gone afterwards\nok app:t crashes\nok app:t finishes\n"
                        + "4 passed, 0 failed\n",
                seen.outWithoutTimes());
    }

    @Test
    void a_test_without_cases_fails() {
        Seen seen = lua("").run("test");
        assertTrue(seen.out().startsWith("not ok app:t: there is no case; write"), seen.out());
    }

    @Test
    void a_test_has_so_many_cases_at_most() {
        Seen seen = lua("for i = 1, 10001 do test.it('c', print) end").run("test");
        assertEquals(
                "not ok app:t: failed to execute script: t.lua:1: a test has at most 10000 cases;"
                        + " put the others into another entry\n0 passed, 1 failed\n",
                seen.out());
    }

    @Test
    void reports_have_the_cases() throws IOException {
        Path report = folder.resolve("junit.xml");
        Seen seen =
                lua("test.it('a', print) test.it('b', function() test.equal({1}, {2}) end)")
                        .run("test", "-o", "json", "--junit", report.toString());
        assertTrue(
                seen.out()
                        .matches(
                                "(?s)\\{\"passed\":1,\"failed\":1,\"tests\":\\[\\{\"id\":\"app:t\","
                                        + "\"case\":\"a\",\"ok\":true,\"millis\":\\d+},"
                                        + "\\{\"id\":\"app:t\",\"case\":\"b\",\"ok\":false,"
                                        + "\"millis\":\\d+,\"reason\":\"t.lua:1: not equal.*"),
                seen.out());
        String xml = Files.readString(report);
        assertTrue(xml.contains("tests=\"2\" failures=\"1\""), xml);
        assertTrue(xml.contains("<testcase name=\"app:t b\" classname=\"app\""), xml);
        assertTrue(xml.contains("<failure message=\"t.lua:1: not equal (- expected, + f"), xml);
    }

    @Test
    void a_move_of_time_that_a_case_leaves_behind_is_no_matter_of_the_next() {
        Seen seen =
                lua("""
                        test.it('leaves', function()
                          coroutine.spawn(function() while true do test.advance('1s') end end)
                          coroutine.yield()
                        end)
                        test.it('next', function() time.sleep('30ms') end)""")
                        .run("test");
        assertEquals(
                "ok app:t leaves\nok app:t next\n2 passed, 0 failed\n", seen.outWithoutTimes());
    }
}
