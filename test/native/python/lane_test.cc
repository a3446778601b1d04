#include "python/lane.h"

#include <gtest/gtest.h>

#include <random>
#include <thread>

#include "iip/extension_type.h"
#include "python/hosted_python.h"
#include "python/lane_driver.h"

// CPython is never finalised and keeps what it has: no leak that is allocated by it counts.
extern "C" __attribute__((visibility("default"))) const char* __lsan_default_suppressions() {
  return "leak:libpython\n";
}

namespace graftwire::test {
namespace {

using iip::FrameKind;
using iip::ValueWriter;

constexpr std::uint64_t evalMember = 1;
constexpr std::uint64_t copyMember = 2;
constexpr std::uint64_t missingMember = 3;

class ALane : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string& why = startHostedPython(); !why.empty()) GTEST_SKIP() << why;
    driver_ = std::make_unique<LaneDriver>();
    prepare(*driver_);
  }

  /// Binds `eval`, and `copy.copy`, which gives any value back and does nothing else.
  static void prepare(LaneDriver& driver) {
    driver.bind(evalMember, "graftwire.host:eval");
    driver.bind(8, "graftwire.host:load");
    call(driver, 8, [](ValueWriter& writer) {
      writer.arrayHead(2);
      text(writer, "copy");
      text(writer, "module");
    });
    EXPECT_EQ(driver.bind(copyMember, "copy:copy").kind, FrameKind::result);
    EXPECT_EQ(driver.bind(missingMember, "copy:nothing").kind, FrameKind::exception);
  }

  static void text(ValueWriter& writer, std::string_view value) { writer.text(value.data(), value.size()); }

  template <typename Arguments>
  static LaneDriver::Answer call(LaneDriver& driver, std::uint64_t member, Arguments arguments) {
    return driver.execute(FrameKind::invocation, [&](ValueWriter& writer) {
      writer.nil();
      writer.unsignedInteger(member);
      arguments(writer);
    });
  }

  static LaneDriver::Answer evaluate(LaneDriver& driver, std::string_view expression) {
    return call(driver, evalMember, [&](ValueWriter& writer) {
      writer.arrayHead(2);
      text(writer, expression);
      writer.nil();
    });
  }

  std::unique_ptr<LaneDriver> driver_;
};

TEST_F(ALane, putsTheResultInThePlaceOfTheInvocation) {
  const auto answer = evaluate(*driver_, "2 + 3");
  EXPECT_EQ(answer.kind, FrameKind::result);
  EXPECT_EQ(answer.body, std::vector<std::uint8_t>{5});
}

TEST_F(ALane, answersWithWhatPythonRaised) {
  const auto answer = evaluate(*driver_, "1 / 0");
  EXPECT_EQ(answer.kind, FrameKind::exception);
  EXPECT_NE(answer.text().find("ZeroDivisionError"), std::string::npos);
}

TEST_F(ALane, namesThePathToWhatCannotCross) {
  // A character as two surrogates, of which JavaScript would make one character.
  const auto answer = evaluate(*driver_, R"([1, {'k': ['\ud83d\ude00']}])");
  EXPECT_EQ(answer.kind, FrameKind::exception);
  EXPECT_NE(answer.text().find("result[1].k[0]"), std::string::npos);
}

TEST_F(ALane, saysWhichMemberIsMissing) {
  const auto answer = call(*driver_, missingMember, [](ValueWriter& writer) { writer.arrayHead(0); });
  EXPECT_NE(answer.text().find("copy:nothing"), std::string::npos);
  EXPECT_NE(answer.text().find("unknown-member"), std::string::npos);
}

TEST_F(ALane, runsStepsWhoseArgumentsAreResultsOfEarlierOnes) {
  const auto answer = driver_->execute(FrameKind::invocation, [](ValueWriter& writer) {
    writer.nil();
    writer.unsignedInteger(evalMember);
    writer.arrayHead(2);
    text(writer, "[20, 22]");
    writer.nil();
    // The second step copies a list that holds the first one's result.
    writer.nil();
    writer.unsignedInteger(copyMember);
    writer.arrayHead(1);
    writer.arrayHead(2);
    const std::uint8_t step = 0;
    writer.extension(static_cast<std::int8_t>(iip::ExtensionType::step), &step, 1);
    writer.unsignedInteger(7);
  });
  EXPECT_EQ(answer.kind, FrameKind::result);
  EXPECT_EQ(answer.body, (std::vector<std::uint8_t>{0x92, 0x92, 20, 22, 7}));
}

TEST_F(ALane, refusesAStepThatHasNotBeenRun) {
  const auto answer = call(*driver_, copyMember, [](ValueWriter& writer) {
    writer.arrayHead(1);
    const std::uint8_t step = 4;
    writer.extension(static_cast<std::int8_t>(iip::ExtensionType::step), &step, 1);
  });
  EXPECT_EQ(answer.kind, FrameKind::exception);
  EXPECT_NE(answer.text().find("malformed"), std::string::npos);
}

TEST_F(ALane, answersWhenTheResultDoesNotFitIntoTheRecord) {
  const auto answer = evaluate(*driver_, "b'x' * (5 << 20)");
  EXPECT_EQ(answer.kind, FrameKind::exception);
  EXPECT_NE(answer.text().find("too-large"), std::string::npos);
}

TEST_F(ALane, holdsAnObjectThatItHasSentUntilItsReferenceIsGivenBack) {
  // Exceptions that earlier tests were answered with, which nobody gives back here.
  const std::size_t before = driver_->lane().references();
  evaluate(*driver_, "globals().__setitem__('kept', type('Kept', (), {})())");
  const std::vector<std::uint8_t> first = evaluate(*driver_, "kept").body;
  EXPECT_EQ(first[0], 0xC9);
  EXPECT_EQ(first[5], static_cast<std::uint8_t>(iip::ExtensionType::reference));
  const std::uint32_t id = first[6];
  // The object, and its class.
  EXPECT_EQ(driver_->lane().references(), before + 2);
  // The same again is the same reference, which says that it has been sent before.
  EXPECT_EQ(evaluate(*driver_, "kept").body[6], id);
  EXPECT_EQ(driver_->lane().references(), before + 2);
  evaluate(*driver_,
           "[globals().__setitem__('seen', __import__('weakref').ref(kept)), globals().pop('kept')][0]");
  EXPECT_EQ(evaluate(*driver_, "seen() is not None").body, std::vector<std::uint8_t>{0xC3});
  driver_->lane().release({id}, LaneDriver::at);
  EXPECT_EQ(driver_->lane().references(), before + 1);
  EXPECT_EQ(evaluate(*driver_, "seen() is None").body, std::vector<std::uint8_t>{0xC3});
  // Given back twice, or never sent: nothing happens.
  driver_->lane().release({id, 77, 0}, LaneDriver::at);
  EXPECT_EQ(driver_->lane().references(), before + 1);
}

TEST_F(ALane, refusesAReferenceThatIsNotThere) {
  for (const std::uint8_t id : {0, 5, 100}) {
    const auto answer = call(*driver_, copyMember, [id](ValueWriter& writer) {
      writer.arrayHead(1);
      writer.extension(static_cast<std::int8_t>(iip::ExtensionType::home), &id, 1);
    });
    EXPECT_EQ(answer.kind, FrameKind::exception);
    EXPECT_NE(answer.text().find("unknown-reference"), std::string::npos);
  }
}

/// A reference to a function of JavaScript's.
void function(ValueWriter& writer, std::uint8_t id) {
  const std::uint8_t payload[] = {id, 0xC3};
  writer.extension(static_cast<std::int8_t>(iip::ExtensionType::reference), payload, sizeof payload);
}

TEST_F(ALane, invokesWhatJavaScriptPassesBehindTheFrameThatIsExecuted) {
  std::vector<std::uint8_t> invoked;
  driver_->onInvocation = [&](std::size_t offset) {
    EXPECT_GE(offset, LaneDriver::at + driver_->frame().size());
    EXPECT_EQ(offset % 8, 0u);
    invoked = driver_->frame(offset);
    driver_->put(offset, FrameKind::result, [](ValueWriter& writer) { writer.unsignedInteger(9); });
  };
  const auto evaluateWith = [&](std::string_view expression) {
    return call(*driver_, evalMember, [&](ValueWriter& writer) {
      writer.arrayHead(2);
      text(writer, expression);
      writer.mapHead(1);
      text(writer, "f");
      function(writer, 3);
    });
  };
  EXPECT_EQ(evaluateWith("[f(7), 2]").body, (std::vector<std::uint8_t>{0x92, 9, 2}));
  EXPECT_EQ(invoked[4], static_cast<std::uint8_t>(FrameKind::invocation));
  const std::vector<std::uint8_t> body(invoked.begin() + iip::FrameHeader::bytes, invoked.end());
  EXPECT_EQ(body, (std::vector<std::uint8_t>{0xD4, 20, 3, 0xC0, 0x91, 7}));
  // Python has let go of it: once received, once given back.
  EXPECT_EQ(driver_->lane().held(), 0u);
  EXPECT_EQ(driver_->lane().takeReleased(), (std::vector<std::uint32_t>{3, 1}));
  EXPECT_TRUE(driver_->lane().takeReleased().empty());

  driver_->onInvocation = [&](std::size_t offset) {
    driver_->put(offset, FrameKind::exception, [](ValueWriter& writer) {
      writer.mapHead(2);
      text(writer, "code");
      text(writer, "exception");
      text(writer, "message");
      text(writer, "thrown by a script");
    });
  };
  const auto thrown = evaluateWith("f()");
  EXPECT_EQ(thrown.kind, FrameKind::exception);
  EXPECT_NE(thrown.text().find("thrown by a script"), std::string::npos);
}

TEST_F(ALane, raisesWhereTheAnswerOfJavaScriptIsNoFrame) {
  std::mt19937 random(20'240'608);
  driver_->onInvocation = [&](std::size_t offset) {
    std::uint8_t* frame = driver_->record().begin() + offset;
    for (std::size_t i = 0; i < 64; ++i) frame[i] = static_cast<std::uint8_t>(random());
    if (random() % 4 == 0) return;
    iip::FrameHeader header;
    header.length = 16 + random() % 48;
    header.kind = static_cast<std::uint8_t>(random() % 2 == 0 ? FrameKind::result : FrameKind::exception);
    header.correlation = 1;
    header.write(frame);
  };
  for (int run = 0; run < 5'000; ++run) {
    const auto answer = call(*driver_, evalMember, [](ValueWriter& writer) {
      writer.arrayHead(2);
      text(writer, "[repr(f(1)), 5][1]");
      writer.mapHead(1);
      text(writer, "f");
      function(writer, 1);
    });
    EXPECT_TRUE(answer.kind == FrameKind::result || answer.kind == FrameKind::exception);
  }
  driver_->lane().takeReleased();
  EXPECT_EQ(evaluate(*driver_, "2 + 3").body, std::vector<std::uint8_t>{5});
}

TEST_F(ALane, endsPythonsCodeWhereJavaScriptRunsNoMore) {
  // On a thread of its own: from then on Python is interrupted there until the thread ends.
  std::thread([&] {
    LaneDriver ending;
    prepare(ending);
    const auto answer = call(ending, evalMember, [](ValueWriter& writer) {
      writer.arrayHead(2);
      text(writer, "f()");
      writer.mapHead(1);
      text(writer, "f");
      function(writer, 1);
    });
    EXPECT_EQ(answer.kind, FrameKind::exception);
    EXPECT_NE(answer.text().find("SystemExit"), std::string::npos);
  }).join();
}

TEST_F(ALane, executesWhatAnotherThreadAsksOfItsJavaScriptWhenItGetsToIt) {
  call(*driver_, evalMember, [](ValueWriter& writer) {
    writer.arrayHead(2);
    text(writer, "__import__('sys').modules.__setitem__('kept_function', f)");
    writer.mapHead(1);
    text(writer, "f");
    function(writer, 1);
  });
  driver_->onInvocation = [&](std::size_t offset) {
    driver_->put(offset, FrameKind::result, [](ValueWriter& writer) { writer.integer(42); });
  };
  std::atomic<bool> done{false};
  std::vector<std::uint8_t> body;
  std::thread asking([&] {
    LaneDriver other;
    prepare(other);
    body = evaluate(other, "__import__('sys').modules['kept_function']()").body;
    done = true;
  });
  while (!done) {
    driver_->lane().serve(LaneDriver::at);
    std::this_thread::yield();
  }
  asking.join();
  EXPECT_EQ(body, std::vector<std::uint8_t>{42});
  EXPECT_FALSE(driver_->lane().isAnswering());
  driver_->onInvocation = nullptr;
  evaluate(*driver_, "__import__('sys').modules.pop('kept_function') and None");
  EXPECT_EQ(driver_->lane().held(), 0u);
}

TEST_F(ALane, letsNoThreadWaitForEverForItsJavaScriptNorForOneThatHasEnded) {
  const auto keep = [](LaneDriver& driver) {
    call(driver, evalMember, [](ValueWriter& writer) {
      writer.arrayHead(2);
      text(writer, "__import__('sys').modules.__setitem__('kept_function', f)");
      writer.mapHead(1);
      text(writer, "f");
      function(writer, 1);
    });
  };
  constexpr std::string_view callKept = "__import__('sys').modules['kept_function']()";
  keep(*driver_);
  const std::int64_t before = python::JavaScript::callbackTimeoutMs.exchange(50);
  std::thread([&] {
    LaneDriver other;
    prepare(other);
    EXPECT_NE(evaluate(other, callKept).text().find("callback-timeout"), std::string::npos);
    keep(other);
  }).join();
  python::JavaScript::callbackTimeoutMs = before;
  // What it has posted is not there any more.
  driver_->lane().serve(LaneDriver::at);
  // Kept now is one whose lane has ended; that it goes touches nothing that is not there any more.
  const auto answer = evaluate(*driver_, callKept);
  EXPECT_EQ(answer.kind, FrameKind::exception);
  EXPECT_NE(answer.text().find("has ended"), std::string::npos);
  evaluate(*driver_, "__import__('sys').modules.pop('kept_function') and None");
  EXPECT_EQ(driver_->lane().held(), 0u);
}

TEST_F(ALane, survivesFramesOfGarbage) {
  call(*driver_, copyMember, [](ValueWriter& writer) {
    writer.arrayHead(1);
    writer.mapHead(2);
    text(writer, "key");
    writer.arrayHead(3);
    writer.integer(-1'000'000);
    writer.floating(0.5);
    text(writer, "grüße, 世界");
    text(writer, "other");
    writer.bytes("\x00\x01", 2);
  });
  std::mt19937 random(20'240'607);
  for (int run = 0; run < 20'000; ++run) {
    // A good invocation of copy.copy, in which some bytes change; the length stays within the record.
    std::vector<std::uint8_t> bytes(16 + 64, 0);
    iip::FrameHeader header;
    header.length = static_cast<std::uint32_t>(bytes.size());
    header.kind = static_cast<std::uint8_t>(FrameKind::invocation);
    header.correlation = 1;
    header.write(bytes.data());
    bytes[16] = 0xC0;
    bytes[17] = static_cast<std::uint8_t>(copyMember);
    bytes[18] = 0x91;
    for (std::size_t i = 19; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(random());
    if (random() % 4 == 0) bytes[random() % 20] = static_cast<std::uint8_t>(random());
    // Member 1 would evaluate text, and 8 import it.
    if (bytes[17] == evalMember || bytes[17] == 8) bytes[17] = copyMember;
    const auto answer = driver_->executeBytes(bytes);
    EXPECT_TRUE(answer.kind == FrameKind::result || answer.kind == FrameKind::exception);
  }
}

TEST_F(ALane, letsALaneOfAnotherThreadCallWhileThisOneKeepsTheGilAndWaits) {
  for (int time = 0; time < 100; ++time) evaluate(*driver_, "1");
  EXPECT_TRUE(driver_->lane().keepsGil());
  std::vector<std::uint8_t> result;
  std::thread([&] {
    LaneDriver other;
    prepare(other);
    result = evaluate(other, "40 + 2").body;
  }).join();
  EXPECT_EQ(result, std::vector<std::uint8_t>{42});
  driver_->lane().endTurn();
  EXPECT_FALSE(driver_->lane().keepsGil());
}

TEST_F(ALane, workFromManyThreadsAtOnce) {
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 8; ++thread) {
    threads.emplace_back([] {
      LaneDriver other;
      prepare(other);
      for (int time = 0; time < 200; ++time) {
        EXPECT_EQ(evaluate(other, "'x' * 3").body, (std::vector<std::uint8_t>{0xA3, 'x', 'x', 'x'}));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace graftwire::test
