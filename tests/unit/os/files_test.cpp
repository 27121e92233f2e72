#include "almirah/error.hpp"
#include "almirah/limits.hpp"
#include "os/file.hpp"
#include "os/files.hpp"
#include "os/staged_folder.hpp"
#include "support/catch.hpp"
#include "support/folder.hpp"

#include <grp.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <functional>

using namespace almirah;
using test::Folder;
namespace fs = std::filesystem;

namespace {

template <class Call>
Code code_of(const Call& call) {
    try {
        call();
    } catch (const Error& error) {
        return error.code();
    }
    return Code::internal;
}

void touch(const std::string& path, const std::string& bytes = "") {
    fs::create_directories(fs::path(path).parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
}

const char* word_for(os::Found::Kind kind) {
    using Kind = os::Found::Kind;
    return kind == Kind::file              ? "file"
           : kind == Kind::link_to_folder  ? "link"
           : kind == Kind::dangling_link   ? "dangling"
           : kind == Kind::special         ? "special"
           : kind == Kind::unreadable_file ? "closed"
                                           : "closed folder";
}

std::string walked(const std::string& folder) {
    std::string text;
    os::walk(folder, [&](const os::Found& found) {
        text += found.relative + ":" + word_for(found.kind) + ":" + std::to_string(found.size_bytes) + " ";
    });
    return text;
}

} // namespace

TEST_CASE("a path in a message is one line of UTF-8") {
    CHECK(os::quoted("/a b") == "'/a b'");
    CHECK(os::quoted("अभिलेख") == "'अभिलेख'");
    CHECK(os::quoted("a\nb\x7f\xff") == "'a\\x0ab\\x7f\\xff'");
    CHECK(os::quoted("\xc0\xaf \xed\xa0\x80 \xf4\x90\x80\x80 \xe0\x80\x80 \xe0\xa4") ==
          "'\\xc0\\xaf \\xed\\xa0\\x80 \\xf4\\x90\\x80\\x80 \\xe0\\x80\\x80 \\xe0\\xa4'");
}

TEST_CASE("errors of the system have the codes that say what to do") {
    CHECK(code_of([] { os::throw_errno(ENOENT, "reading", "x"); }) == Code::not_found);
    CHECK(code_of([] { os::throw_errno(EACCES, "reading", "x"); }) == Code::permission);
    CHECK(code_of([] { os::throw_errno(ENOSPC, "writing", "x"); }) == Code::no_space);
    CHECK(code_of([] { os::throw_errno(EDQUOT, "writing", "x"); }) == Code::no_space);
    CHECK(code_of([] { os::throw_errno(EIO, "writing", "x"); }) == Code::io);
    try {
        os::throw_errno(ENOENT, "reading", "/no where");
    } catch (const Error& error) {
        CHECK(std::string(error.what()) == "reading '/no where': No such file or directory; check the name");
    }
}

TEST_CASE("files are read whole, also those that do not tell their size") {
    Folder folder;
    const std::string bytes(100000, 'x');
    touch(folder / "f", bytes);
    CHECK(os::read_file(folder / "f") == bytes);
    CHECK_FALSE(os::read_file("/proc/self/status").empty());
    CHECK(code_of([&] { os::read_file(folder / "absent"); }) == Code::not_found);
    CHECK(code_of([&] { os::read_file(folder.path()); }) == Code::invalid_argument);
    CHECK(code_of([&] { os::read_file("/dev/zero"); }) == Code::invalid_argument);
    REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
    CHECK(code_of([&] { os::read_file(folder / "pipe"); }) == Code::invalid_argument); // and does not wait
}

TEST_CASE("a written file replaces the old one and leaves nothing beside it") {
    Folder folder;
    os::write_file(folder / "f", "old");
    os::write_file(folder / "f", "new");
    CHECK(os::read_file(folder / "f") == "new");
    CHECK(os::list(folder.path()) == std::vector<std::string>{"f"});
    fs::create_directory(folder / "d");
    CHECK(code_of([&] { os::write_file(folder / "d", "x"); }) == Code::invalid_argument);
    CHECK(os::list(folder.path()) == std::vector<std::string>{"d", "f"});
    CHECK(code_of([&] { os::write_file(folder / "absent/f", "x"); }) == Code::not_found);
}

TEST_CASE("a staged folder takes a name in the current folder") {
    const Folder folder;
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(folder.path());
    {
        os::StagedFolder staged("store");
        staged.publish();
    }
    CHECK(std::filesystem::is_directory("store"));
    std::filesystem::current_path(before);
}

// A HEAD that a hole made 10 GB large was read into memory.
TEST_CASE("what is far too large is not read") {
    Folder folder;
    constexpr std::uint64_t most = std::uint64_t{64} << 20;
    touch(folder / "small");
    fs::resize_file(folder / "small", most);
    CHECK(os::read_small_file(folder / "small").size() == most);
    fs::resize_file(folder / "small", most + 1);
    CHECK(code_of([&] { os::read_small_file(folder / "small"); }) == Code::corrupt);
    CHECK(os::read_file(folder / "small").size() == most + 1);
    fs::resize_file(folder / "small", std::uint64_t{10} << 30);
    CHECK(code_of([&] { os::read_small_file(folder / "small"); }) == Code::corrupt);
    CHECK(code_of([&] { os::read_file(folder / "small"); }) == Code::invalid_argument);
    CHECK_FALSE(os::read_file("/proc/self/status").empty());
}

// Two gigabytes of nothing, given as a form, took four of memory.
TEST_CASE("a text that people wrote is not read when it is longer than they write") {
    Folder folder;
    touch(folder / "text", "abc");
    CHECK(os::read_text(folder / "text") == "abc");
    fs::resize_file(folder / "text", longest_text_mib << 20);
    CHECK(os::read_text(folder / "text").size() == longest_text_mib << 20);
    fs::resize_file(folder / "text", (longest_text_mib << 20) + 1);
    CHECK(code_of([&] { os::read_text(folder / "text"); }) == Code::invalid_argument);
    CHECK(code_of([&] { os::read_text(folder / "absent"); }) == Code::not_found);
}

TEST_CASE("small helpers") {
    Folder folder;
    os::make_folders(folder / "a/b/c");
    os::make_folders(folder / "a/b/c");
    CHECK(os::is_folder(folder / "a/b"));
    CHECK_FALSE(os::is_folder(folder / "x"));
    touch(folder / "f");
    CHECK(os::exists(folder / "f"));
    CHECK_FALSE(os::exists(folder / "f/below"));
    fs::create_symlink("nowhere", folder / "link");
    CHECK(os::exists(folder / "link"));
    CHECK(os::remove_file(folder / "f"));
    CHECK_FALSE(os::remove_file(folder / "f"));
    CHECK_FALSE(os::remove_file(folder / "x/y"));
    os::sync_folder(folder.path());
    CHECK(code_of([&] { os::sync_folder(folder / "x"); }) == Code::not_found);
    CHECK(code_of([&] { os::list(folder / "x"); }) == Code::not_found);
    CHECK_FALSE(os::on_network(folder.path()));
    CHECK(os::ownership(folder / "link").link);
    CHECK(os::ownership(folder.path()).ours);
    CHECK_FALSE(os::ownership(folder.path()).open_to_all);
    fs::permissions(folder / "a", fs::perms::all);
    CHECK(os::ownership(folder / "a").open_to_all);
}

TEST_CASE("a walk comes in byte order of whole paths, and tells what it does not follow") {
    Folder folder;
    touch(folder / "w/a.txt", "1");
    touch(folder / "w/a/x", "22");
    touch(folder / "w/a-b", "");
    touch(folder / "w/a0/\xff\xfe", "333");
    fs::create_directory(folder / "w/empty");
    fs::create_symlink("a.txt", folder / "w/file link");
    fs::create_directory_symlink("..", folder / "w/loop");
    fs::create_symlink("nowhere", folder / "w/lost");
    fs::create_symlink("self", folder / "w/self");
    REQUIRE(::mkfifo((folder / "w/pipe").c_str(), 0600) == 0);
    CHECK(
        walked(folder / "w") ==
        "a-b:file:0 a.txt:file:1 a/x:file:2 a0/\xff\xfe:file:3 file link:file:1 loop:link:0 lost:dangling:0 "
        "pipe:special:0 self:dangling:0 ");
    CHECK(code_of([&] { walked(folder / "absent"); }) == Code::not_found);
    CHECK(walked(folder / "w/empty").empty());
}

namespace {

/// Runs as nobody in a child, since nothing is closed to root; true when `body` was.
bool as_nobody(const std::function<bool()>& body) {
    const pid_t child = ::fork();
    if (child == 0) {
        const bool other = ::geteuid() != 0 ||
                           (::setgroups(0, nullptr) == 0 && ::setgid(65534) == 0 && ::setuid(65534) == 0);
        ::_exit(other && body() ? 0 : 1);
    }
    int status = 1;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

} // namespace

TEST_CASE("a folder that may not be read is told, and the walk goes on") {
    Folder folder;
    touch(folder / "a/f");
    touch(folder / "b/f");
    fs::permissions(folder.path(), fs::perms(0755));
    touch(folder / "b/g");
    fs::permissions(folder / "a", fs::perms::none);
    fs::permissions(folder / "b/g", fs::perms::none);
    CHECK(as_nobody([&] { return walked(folder.path()) == "a:closed folder:0 b/f:file:0 b/g:closed:0 "; }));
    CHECK(as_nobody([&] { return code_of([&] { walked(folder / "a"); }) == Code::permission; }));
    fs::permissions(folder / "a", fs::perms::owner_all);
}

TEST_CASE("a store of another user is not ours, unless by group") {
    if (::geteuid() != 0) return; // only root gives files away
    Folder folder;
    fs::permissions(folder.path(), fs::perms(0755));
    fs::create_directory(folder / "theirs");
    REQUIRE(::chown((folder / "theirs").c_str(), 12345, 12345) == 0);
    CHECK(as_nobody([&] { return !os::ownership(folder / "theirs").ours; }));
    REQUIRE(::chown((folder / "theirs").c_str(), 12345, 65534) == 0);
    CHECK(as_nobody([&] { return os::ownership(folder / "theirs").ours; }));
    CHECK(os::ownership(folder / "theirs").ours);
}

TEST_CASE("an open file reads, writes and tells itself from others") {
    Folder folder;
    auto file = os::File::create(folder / "f");
    CHECK(code_of([&] { os::File::create(folder / "f"); }) == Code::already_exists);
    file.write_at(5, "world");
    file.write_at(0, "hello");
    file.sync();
    char bytes[20];
    CHECK(file.read_at(3, bytes, sizeof bytes) == 7);
    CHECK(std::string(bytes, 7) == "loworld");
    CHECK(file.read_at(100, bytes, 1) == 0);
    CHECK(file.read_at(UINT64_MAX, bytes, 1) == 0);
    CHECK(os::Mapping(file).bytes() == "helloworld");
    CHECK(file.stamp() == os::stamp(folder / "f"));
    const auto before = file.stamp();
    file.truncate(4);
    CHECK(file.stamp() != before);
    CHECK(os::read_file(folder / "f") == "hell");
    const auto first = os::File::create_unique(folder.path(), "t_"),
               second = os::File::create_unique(folder.path(), "t_");
    CHECK(first.path() != second.path());
    file.truncate(0);
    CHECK(os::Mapping(file).bytes().empty());
}
