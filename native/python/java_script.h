#pragma once

#include <pthread.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>
#include <vector>

#include "python/api.h"
#include "python/failure.h"
#include "python/notifier.h"
#include "python/owned.h"
#include "python/printed.h"
#include "python/reverse_invocations.h"

namespace graftwire::python {

class ShownBuffers;
struct Session;

/// Runs, on the lane's thread, the JavaScript that executes the frame at an offset of the record, and whose
/// answer then stands there.
class Dispatcher : public Notifier::Waker {
 public:
  enum class Outcome : std::uint8_t {
    answered,
    /// There was no stack left to do it.
    exhausted,
    /// JavaScript runs no more: its thread is ending.
    ending,
  };
  virtual Outcome dispatch(std::size_t offset) = 0;

 protected:
  ~Dispatcher() = default;
};

/// A lane's JavaScript, as Python sees it: the objects of its that Python holds, and invocations of them.
/// Objects of Python that stand for JavaScript's keep it alive, also when the lane is gone. Used under the
/// GIL.
class JavaScript {
 public:
  /// What of an object is invoked.
  enum class Shape : std::uint8_t { call, get, set };

  /// What an object of JavaScript's is.
  enum class Kind : std::uint8_t { object, function, promise };
  /// The id of the object by which Python asks JavaScript itself for something, which needs not be sent
  /// before.
  static constexpr std::uint32_t hostId = 0;
  /// Of the process's main thread, while it has a lane.
  static inline JavaScript* ofMainThread = nullptr;

  explicit JavaScript(Dispatcher& dispatcher)
      : dispatcher_(&dispatcher),
        notifier_(std::make_shared<Notifier>(dispatcher)),
        thread_(pthread_self()) {}

  /// `own`: of the thread of JavaScript; `shown`: for others.
  void setSession(Session& own, ShownBuffers& shown) {
    session_ = &own;
    shownLater_ = &shown;
  }
  /// The thread of JavaScript is about to end: it executes nothing more that others ask of it. Any thread,
  /// without the GIL.
  void refuse() { posted_.close(); }
  /// The lane ends: from now on nothing can be invoked.
  void close();
  const std::shared_ptr<Notifier>& notifier() const { return notifier_; }
  /// Whether the calling thread is the one of JavaScript.
  unsigned long long thread() const { return static_cast<unsigned long long>(thread_); }
  bool isOwnThread() const { return pthread_equal(thread_, pthread_self()) != 0; }

  /// Executes what other threads have posted. On the thread of JavaScript, with the GIL or without it.
  void serve();
  /// For who waits on the thread of JavaScript: executes what other threads post meanwhile, for a moment or
  /// until nudged.
  void workOnce();
  bool hasPosted() const { return posted_.hasPosted(); }
  /// Answers of JavaScript's that other threads have not read yet may name what it has no handle of any more.
  bool hasUnreadAnswers() const { return unreadAnswers_.load(std::memory_order_acquire) != 0; }
  /// How long a thread waits for JavaScript to execute what it has posted: in milliseconds, 0 for ever.
  static std::atomic<std::int64_t> callbackTimeoutMs;
  void acquire() { ++holders_; }
  void release() {
    if (--holders_ == 0) delete this;
  }

  /// A new reference to the object of Python that stands for the object of JavaScript's with this id, each
  /// time the same while it lives; nullptr with an exception pending. Counts that the reference has been
  /// received once more.
  PyObject* receive(std::uint32_t id, Kind kind);
  /// One of these is gone.
  void forget(std::uint32_t id, std::uint32_t count);

  /// Calls an object, or a member of it where `member` (borrowed) is not nullptr; or gets or sets the member.
  /// `names`: of the last arguments, a tuple or nullptr. Gives a new reference, or nullptr with an exception
  /// pending.
  PyObject* invoke(std::uint32_t id, PyObject* member, Shape shape, PyObject* const* arguments,
                   std::size_t count, PyObject* names);

  /// Ids that Python holds no longer, each followed by how often they had been received. JavaScript takes
  /// them, without the GIL, while any thread of Python's may give up more.
  std::vector<std::uint32_t> takeReleased() {
    const std::lock_guard lock(releasedMutex_);
    // An answer that is not sent yet may name what has been given up since it was written.
    if (answering_.load(std::memory_order_acquire) != 0) return {};
    hasReleased_.store(false, std::memory_order_relaxed);
    return std::exchange(released_, {});
  }
  /// Another thread of the lane writes an answer, until it has sent it.
  void beginAnswering() { answering_.fetch_add(1, std::memory_order_acq_rel); }
  void endAnswering() {
    answering_.fetch_sub(1, std::memory_order_acq_rel);
    // JavaScript may have asked meanwhile.
    if (hasReleased()) notifier_->notify();
  }
  bool hasReleased() const { return hasReleased_.load(std::memory_order_relaxed); }
  /// Whether takeReleased() gives any now.
  bool hasReleasable() const { return hasReleased() && answering_.load(std::memory_order_acquire) == 0; }
  std::size_t size() const { return held_.size(); }

  /// What Python prints on other threads of the lane. False where JavaScript prints no more. Any thread.
  bool print(int descriptor, const char* data, std::size_t length);
  Printed& printed() { return printed_; }

 private:
  ~JavaScript() = default;

  PyObject* invokeFromElsewhere(std::uint32_t id, PyObject* member, Shape shape, PyObject* const* arguments,
                                std::size_t count, PyObject* names);
  bool write(Session& session, std::size_t offset, std::uint32_t id, PyObject* member, Shape shape,
             PyObject* const* arguments, std::size_t count, PyObject* names, std::size_t& end);
  PyObject* read(Session& session, std::size_t offset);
  PyObject* raise(const Failure& failure);
  static PyObject* raiseUnanswered(bool isExhausted);
  PyObject* raiseEnded();
  void raiseTimeout() const;
  bool await(const ReverseInvocations::Item& item);

  Dispatcher* dispatcher_;
  std::shared_ptr<Notifier> notifier_;
  Session* session_ = nullptr;
  ShownBuffers* shownLater_ = nullptr;
  pthread_t thread_;
  ReverseInvocations posted_;
  std::atomic<int> unreadAnswers_{0};
  std::size_t holders_ = 1;
  // Borrowed: an object takes itself out when it ends.
  std::unordered_map<std::uint32_t, PyObject*> held_;
  std::mutex releasedMutex_;
  std::vector<std::uint32_t> released_;
  std::atomic<bool> hasReleased_{false};
  std::atomic<int> answering_{0};
  Printed printed_;
};

}  // namespace graftwire::python
